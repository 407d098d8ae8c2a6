using System.Net;
using Microsoft.Extensions.Time.Testing;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>Commands under a key whose host, store or caller fails half way are never done twice.</summary>
public sealed class InterruptedCommandTests : IAsyncLifetime
{
    private const string Keys = $"{Root}/projects/1/keys";
    private const string Body = """{"label":"Once"}""";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly WatchedDocumentStore _store = new();
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(new()
    {
        Services = services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<IDocumentStore>(_store),
    });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_crash_between_the_command_and_its_stored_answer_does_not_repeat_the_command()
    {
        // The claim is the first put under the key; what comes after the command does not reach the store.
        var claims = 0;
        _store.Before = commit => WatchedDocumentStore.Puts(commit, "idempotency") && ++claims > 1 ? Away() : Task.CompletedTask;
        await PostAsync().JsonAsync(HttpStatusCode.Created);
        _store.Before = _ => Task.CompletedTask;

        using (var soon = await PostAsync())
        {
            Assert.Equal(HttpStatusCode.Conflict, soon.StatusCode);
            Assert.NotNull(soon.Headers.RetryAfter);
        }

        _clock.Advance(TimeSpan.FromMinutes(2));
        using (var later = await PostAsync())
        {
            Assert.Contains("not known", (string)(await later.JsonAsync(HttpStatusCode.Conflict))["detail"]!, StringComparison.Ordinal);
            Assert.Null(later.Headers.RetryAfter);
        }

        Assert.Equal(2, await CountAsync());
        _clock.Advance(TimeSpan.FromHours(24));
        await PostAsync().JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_store_that_fails_after_the_command_was_done_does_not_repeat_it()
    {
        _store.After = commit => WatchedDocumentStore.Puts(commit, "client-key") ? Away() : Task.CompletedTask;
        await PostAsync().ProblemAsync(HttpStatusCode.ServiceUnavailable);
        _store.After = _ => Task.CompletedTask;

        Assert.Contains("not known", await PostAsync().ProblemAsync(HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_caller_that_goes_away_finds_the_answer_with_its_repeat()
    {
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _store.After = commit =>
        {
            if (!WatchedDocumentStore.Puts(commit, "client-key"))
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return goOn.Task;
        };
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, Keys) { Content = new StringContent(Body, null, "application/json") };
        request.Headers.Add("Idempotency-Key", "k1");
        var first = _host.As(TestHost.Owner).SendAsync(request, leaving.Token);
        await reached.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        await leaving.CancelAsync();
        goOn.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.Equal(HttpStatusCode.Created, await Eventually.ReadAsync(RepeatAsync, status => status != HttpStatusCode.Conflict));
        Assert.Equal(2, await CountAsync());
    }

    private static Task Away() => Task.FromException(new StorageUnavailableException("The disk is full."));

    private Task<HttpResponseMessage> PostAsync() => _host.As(TestHost.Owner).SendAsync("POST", Keys, Body, ("Idempotency-Key", "k1"));

    private async Task<HttpStatusCode> RepeatAsync()
    {
        using var repeat = await PostAsync();
        return repeat.StatusCode;
    }

    private async Task<int> CountAsync() => (await _host.As(TestHost.Owner).SendAsync("GET", Keys).JsonAsync())["items"]!.AsArray().Count;
}
