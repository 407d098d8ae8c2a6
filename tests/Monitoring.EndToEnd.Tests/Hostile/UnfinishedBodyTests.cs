using System.Globalization;
using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>Bodies that never come to their end: whoever still listens hears a status and a reason; each is counted once, and nothing of it is stored.</summary>
public sealed class UnfinishedBodyTests(HostileHost hostile)
{
    private const string Path = "/api/1/envelope/";

    [Fact]
    public Task A_body_that_trickles_in_is_given_up() => RunAsync(async (host, id) =>
    {
        var envelope = RawRequest.Envelope(id, """{"message":"drop by drop"}""");
        await using var connection = await RawConnection.OpenAsync(host.Url);
        await connection.TrySendAsync(RawRequest.Head(Path, Key(host), "Content-Length: 100000"));
        await connection.TrySendAsync(envelope);
        var reading = connection.ReadAsync();
        for (var sent = 0; sent < 60 && !reading.IsCompleted && await connection.TrySendAsync(" "); sent++)
        {
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1)));
        }

        AssertRefused(408, await reading);
    });

    [Fact]
    public Task A_chunked_body_that_breaks_off_is_not_taken() => RunAsync(async (host, id) =>
    {
        var envelope = RawRequest.Envelope(id, """{"message":"all of it, but who knows"}""");
        await using var connection = await RawConnection.OpenAsync(host.Url);
        await connection.TrySendAsync(RawRequest.Head(Path, Key(host), "Transfer-Encoding: chunked"));
        await connection.TrySendAsync($"{envelope.Length.ToString("x", CultureInfo.InvariantCulture)}\r\n{Encoding.UTF8.GetString(envelope)}\r\n");
        connection.EndSending();

        AssertNotTaken(await connection.ReadAsync());
    });

    [Fact]
    public Task A_body_shorter_than_it_claims_is_not_taken() => RunAsync(async (host, id) =>
    {
        var envelope = RawRequest.Envelope(id, """{"message":"half of it"}""");
        await using var connection = await RawConnection.OpenAsync(host.Url);
        await connection.TrySendAsync(RawRequest.Head(Path, Key(host), $"Content-Length: {envelope.Length + 1000}"));
        await connection.TrySendAsync(envelope);
        connection.EndSending();

        AssertNotTaken(await connection.ReadAsync());
    });

    [Fact]
    public Task A_sender_that_hangs_up_in_the_middle_is_counted() => RunAsync(async (host, id) =>
    {
        var envelope = RawRequest.Envelope(id, """{"message":"gone in the middle"}""");
        await using var connection = await RawConnection.OpenAsync(host.Url);
        await connection.TrySendAsync(RawRequest.Head(Path, Key(host), $"Content-Length: {envelope.Length + 1000}"));
        await connection.TrySendAsync(envelope);
    });

    private static string Key(SampleHost host) => $"X-Sentry-Auth: Sentry sentry_version=7, sentry_key={host.PublicKey}";

    /// <summary>The server hangs up on who says that nothing more will come; where it does answer, it is a refusal.</summary>
    private static void AssertNotTaken(RawResponse? answer)
    {
        if (answer is not null)
        {
            AssertRefused(400, answer);
        }
    }

    private static void AssertRefused(int status, RawResponse? answer)
    {
        Assert.True(answer?.Status == status, $"expected {status}, got {answer}");
        Assert.False(string.IsNullOrWhiteSpace(answer.SentryError), answer.ToString());
        Assert.False(string.IsNullOrWhiteSpace(answer.Detail), answer.ToString());
    }

    /// <summary>Sends an unfinished body and looks at what it has left: one outcome, and nothing else.</summary>
    private Task RunAsync(Func<SampleHost, string, Task> attack) => hostile.RunAsync(async host =>
    {
        var id = Guid.NewGuid().ToString("N");
        var issues = (await host.Api.ListIssuesAsync()).Count;
        var counted = await CountAsync(host);

        await attack(host, id);

        Assert.Equal(counted + 1, await Eventually.ReadAsync(() => CountAsync(host), count => count != counted));
        Assert.Null(await host.Api.FindEventAsync(id));
        Assert.Equal(issues, (await host.Api.ListIssuesAsync()).Count);
    });

    private static Task<long> CountAsync(SampleHost host) => host.Api.CountOutcomesAsync("invalid", "incomplete_body");
}
