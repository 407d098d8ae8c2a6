using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Sampling;
using Monitoring.ErrorTracking.Sampling.Spikes;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Sampling;

public sealed class SamplingIntakeTests
{
    private const string Event = """{"type":"event"}""" + "\n" + """{"message":"out of stock"}""";

    [Fact]
    public async Task Every_event_is_counted_and_payloads_are_sampled()
    {
        await using var host = await IntakeHost.StartAsync();
        await SetAsync(host, new() { KeepFirst = 10, MaxPerIssue = 10 });

        for (var batch = 0; batch < 10; batch++)
        {
            Assert.Equal(10, (await host.SendAsync(Envelope(10))).Events.Length);
        }

        var issue = Assert.Single((await host.IssuesAsync()).Items);
        Assert.Equal(100, issue.Row.Count);
        var counts = await host.OutcomesAsync();
        Assert.Equal((10, 90), (counts["error accepted"], counts["error accepted sampled"]));
        var report = (await host.Service<ISampling>().GetAsync(Actor.System, host.Project, TestContext.Current.CancellationToken)).Value!;
        Assert.Equal((10, 90, 100), (report.KeptThisHour, report.LeftOutThisHour, report.EventsThisHour));
        Assert.True(report.BytesThisHour > 100);
    }

    [Fact]
    public async Task An_event_with_an_attachment_is_kept()
    {
        await using var host = await IntakeHost.StartAsync();
        await SetAsync(host, new() { KeepFirst = 10, MaxPerIssue = 10 });
        await host.SendAsync(Envelope(20));

        var outcome = await host.SendAsync(Envelope(1) + """{"type":"attachment","length":1,"filename":"a"}""" + "\nx\n");

        Assert.NotEmpty((await host.EventAsync(outcome.Events[0].EventId)).Raw.ToArray());
    }

    [Fact]
    public async Task A_spike_begins_and_ends_once_for_all_hosts()
    {
        await using var host = await IntakeHost.StartAsync();
        await WriteHistoryAsync(host, hours: 48, each: 100);
        await SetAsync(host, new() { KeepFirstInSpike = 10 });
        await host.SendAsync(Envelope(600));
        var watcher = host.Service<SpikeWatcher>();

        await watcher.LookAsync(TestContext.Current.CancellationToken);
        await watcher.LookAsync(TestContext.Current.CancellationToken);
        var during = await ReportAsync(host);
        await host.SendAsync(Envelope(50));
        host.Time.Advance(TimeSpan.FromHours(2));
        await watcher.LookAsync(TestContext.Current.CancellationToken);
        var after = await ReportAsync(host);

        Assert.Equal((500L, 600L), (during.SpikeLimit, during.EventsThisHour));
        Assert.NotNull(during.SpikeSince);
        Assert.Null(after.SpikeSince);
        Assert.True((await host.OutcomesAsync())["error accepted sampled_spike"] > 30);
        var document = await host.Service<IDocumentStore>().FindAsync(Partition.Of(host.Project), SpikeDocuments.Type, SpikeDocument.Key, TestContext.Current.CancellationToken);
        Assert.Equal((during.SpikeSince, 500L, true), (document!.Value.Since, document.Value.Limit, document.Value.Until > document.Value.Since));
    }

    private static string Envelope(int events) => "{}\n" + string.Concat(Enumerable.Repeat(Event + "\n", events));

    private static async Task<SamplingReport> ReportAsync(IntakeHost host) =>
        (await host.Service<ISampling>().GetAsync(Actor.System, host.Project, TestContext.Current.CancellationToken)).Value!;

    private static async Task SetAsync(IntakeHost host, SamplingSettings settings) => Assert.Equal(
        CommandOutcome.Done,
        (await host.Service<ISampling>().ReplaceAsync(Actor.System, host.Project, settings, null, TestContext.Current.CancellationToken)).Outcome);

    private static async Task WriteHistoryAsync(IntakeHost host, int hours, long each)
    {
        Assert.True(PublicKey.TryParse(IntakeHost.Key, out var key));
        var now = host.Time.GetUtcNow();
        var puts = Enumerable.Range(1, hours).Select(hour => OutcomeDocuments.Type.Put(new OutcomeDocument
        {
            Key = $"history-{hour}",
            Hour = now.AddHours(-hour),
            Counts = ImmutableArray<OutcomeDocument.Entry>.Empty,
            Usage = [new OutcomeDocument.Use { Key = key, Category = "error", Quantity = each }],
        }));
        await host.Service<IDocumentStore>().CommitAsync(new DocumentCommit { Partition = Partition.Of(host.Project), Puts = [.. puts] }, TestContext.Current.CancellationToken);
    }
}
