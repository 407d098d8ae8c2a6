using System.Text;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Queueing;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>What a sender hears when more comes than is taken, or the store is away.</summary>
public sealed class IntakePressureTests
{
    private const string Id = "9ec79c33ec9942ab8353589fcb2e04dc";

    private static string EventItem(string message, string? id = null) =>
        """{"type":"event"}""" + "\n" + (id is null ? $$"""{"message":"{{message}}"}""" : $$"""{"event_id":"{{id}}","message":"{{message}}"}""") + "\n";

    [Fact]
    public async Task Events_over_the_limit_of_the_key_are_429_and_the_rest_is_let_in()
    {
        await using var host = await IntakeHost.StartAsync(limit: new KeyRateLimit { Count = 2, Window = TimeSpan.FromMinutes(1) });

        var partly = await host.SendAsync("{}\n" + EventItem("a") + EventItem("b") + EventItem("c"));
        var chunk = await host.SendAsync("{}\n" + EventItem("d") + "{\"type\":\"profile_chunk\"}\n{}\n");
        var nothing = await host.SendAsync("{}\n" + EventItem("e") + "{\"type\":\"attachment\",\"length\":1}\na\n");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await host.SendAsync("{}\n" + EventItem("f"));

        Assert.Equal((IngestStatus.Accepted, 2, "60:default;error;security:key:key_quota"), (partly.Status, partly.Events.Length, partly.RateLimits));
        Assert.Equal((IngestStatus.Accepted, 0), (chunk.Status, chunk.Events.Length));
        Assert.Equal((IngestStatus.RateLimited, "60:default;error;security:key:key_quota", TimeSpan.FromMinutes(1)), (nothing.Status, nothing.RateLimits, nothing.RetryAfter));
        Assert.Null(later.RateLimits);
        Assert.Single(later.Events);
        Assert.Equal(3, (await host.OutcomesAsync())["error rate_limited key_quota"]);
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item rate_limited key_quota"]);
    }

    [Fact]
    public async Task A_full_queue_is_429_and_an_open_one_takes_the_same_again()
    {
        var store = new GatedErrorStore();
        await using var host = await IntakeHost.StartAsync(
            configure: options => options.MaxQueuedEvents = 2, register: services => services.AddSingleton<IErrorStore>(store));
        var first = host.SendAsync("{}\n" + EventItem("a") + EventItem("b"));
        await store.Appending.Task;

        var refused = await host.SendAsync("{}\n" + EventItem("c", Id));
        store.Open();
        Assert.True((await first).IsAccepted);
        var again = await host.SendAsync("{}\n" + EventItem("c", Id));

        Assert.Equal((IngestStatus.RateLimited, "queue_full"), (refused.Status, refused.Error));
        Assert.Equal((TimeSpan.FromSeconds(5), "5:default;error;security:organization:queue_full"), (refused.RetryAfter, refused.RateLimits));
        Assert.Single(again.Events);
        Assert.Equal(1, (await host.OutcomesAsync())["error rate_limited queue_full"]);
    }

    [Fact]
    public async Task A_store_that_is_away_is_503_with_its_wait()
    {
        var store = new GatedErrorStore { Failure = new StorageUnavailableException("The disk is full.") { RetryAfter = TimeSpan.FromSeconds(30) } };
        store.Open();
        await using var host = await IntakeHost.StartAsync(register: services => services.AddSingleton<IErrorStore>(store));

        var outcome = await host.SendAsync("{}\n" + EventItem("a"));

        Assert.Equal((IngestStatus.Unavailable, TimeSpan.FromSeconds(30)), (outcome.Status, outcome.RetryAfter));
        Assert.Equal("30:default;error;security:organization:storage_unavailable", outcome.RateLimits);
        Assert.Equal(1, (await host.OutcomesAsync())["error rate_limited storage_unavailable"]);
    }

    [Fact]
    public async Task A_sender_that_goes_away_does_not_call_its_event_back()
    {
        var store = new GatedErrorStore();
        await using var host = await IntakeHost.StartAsync(register: services => services.AddSingleton<IErrorStore>(store));
        using var gone = new CancellationTokenSource();
        var sending = host.Ingestor.IngestAsync(host.Request(Encoding.UTF8.GetBytes("{}\n" + EventItem("a"))), gone.Token).AsTask();
        await store.Appending.Task;

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        store.Open();
        Assert.True((await host.SendAsync("{}\n" + EventItem("b"))).IsAccepted);

        // Nobody waits for the first event any more, so it may be stored after the second has been answered.
        await host.AwaitOutcomeAsync("error accepted", 2);
        Assert.Equal([1, 1], store.Batches);
    }

    [Fact]
    public async Task Many_senders_at_once_are_all_stored()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 500).Select(index => Task.Run(() => host.SendAsync("{}\n" + EventItem($"kind {(char)('a' + (index % 20))}")))));

        Assert.All(outcomes, outcome => Assert.Single(outcome.Events));
        var issues = (await host.IssuesAsync()).Items;
        Assert.Equal((20, 500), (issues.Length, issues.Sum(issue => issue.Row.Count)));
        Assert.Equal(500, (await host.OutcomesAsync())["error accepted"]);
    }
}
