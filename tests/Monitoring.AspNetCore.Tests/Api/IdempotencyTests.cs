using System.Net;
using Microsoft.Extensions.Time.Testing;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class IdempotencyTests
{
    private const string Keys = $"{Root}/projects/1/keys";
    private const string Body = """{"label":"Once"}""";

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_first_answer_and_does_nothing()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        using var first = await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1"));
        using var second = await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1"));

        Assert.Equal((await first.JsonAsync(HttpStatusCode.Created)).ToJsonString(), (await second.JsonAsync(HttpStatusCode.Created)).ToJsonString());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(2, await CountAsync(client));
    }

    [Fact]
    public async Task Another_key_another_user_or_no_key_is_another_command()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created);
        await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k2")).JsonAsync(HttpStatusCode.Created);
        await host.As(TestAuthentication.Administrator).SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created);
        await client.SendAsync("POST", Keys, Body).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(5, await CountAsync(client));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_422()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created);

        var detail = await client.SendAsync("POST", Keys, """{"label":"Twice"}""", ("Idempotency-Key", "k1")).ProblemAsync(HttpStatusCode.UnprocessableEntity);

        Assert.StartsWith("Idempotency-Key:", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_command_leaves_the_key_free()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        await client.SendAsync("POST", Keys, "{}", ("Idempotency-Key", "k1")).ProblemAsync(HttpStatusCode.BadRequest);
        await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Many_at_the_same_time_do_it_once()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1"))));

        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(2, await CountAsync(client));
    }

    [Fact]
    public async Task After_its_time_a_key_is_free_again()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        await using var host = await TestHost.StartAsync(new() { Services = services => services.AddSingleton<TimeProvider>(clock) });
        var client = host.As(TestHost.Owner);
        await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created);

        clock.Advance(TimeSpan.FromHours(23.9));
        await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(2, await CountAsync(client));

        clock.Advance(TimeSpan.FromHours(0.2));
        await client.SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(3, await CountAsync(client));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_400()
    {
        await using var host = await TestHost.StartAsync();

        await host.As(TestHost.Owner).SendAsync("POST", Keys, Body, ("Idempotency-Key", new string('k', 256))).ProblemAsync(HttpStatusCode.BadRequest);
    }

    private static async Task<int> CountAsync(HttpClient client) => (await client.SendAsync("GET", Keys).JsonAsync())["items"]!.AsArray().Count;
}
