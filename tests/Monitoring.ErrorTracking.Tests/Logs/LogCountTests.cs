using System.Text;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Logs;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.Logs;

public sealed class LogCountTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Log_records_are_counted_by_level_and_not_kept()
    {
        await using var host = await IntakeHost.StartAsync();
        var at = Noon.AddMinutes(-5).ToUnixTimeSeconds();
        var records = $$"""{"timestamp":{{at}},"level":"info","body":"order placed"},{"timestamp":{{at}},"level":"error","body":"failed"},{"timestamp":{{at}},"level":"error","body":"failed"},{"level":"loud","body":"?"}""";
        var envelope = Envelope(4, records);

        var outcome = await host.SendAsync(envelope);
        await host.SendAsync(envelope);

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        var counts = (await host.Service<ILogCounts>().QueryAsync(Actor.System, host.Project, Noon.AddDays(-1), Noon.AddHours(1), TestContext.Current.CancellationToken)).Value!.Items;
        Assert.Equal(
            [(Noon.AddHours(-1), "error", 2L), (Noon.AddHours(-1), "info", 1L), (Noon, "other", 1L)], counts.Select(count => (count.Start, count.Level, count.Count)));
        var bytes = Encoding.UTF8.GetByteCount(records) - 3;
        Assert.Equal(bytes, counts.Sum(count => count.Bytes));
        var outcomes = await host.OutcomesAsync();
        Assert.Equal((4, bytes, 4), (outcomes["log_item accepted"], outcomes["log_byte accepted"], outcomes["log_item invalid duplicate"]));
    }

    [Theory]
    [InlineData(2, """{"level":"info"}""", "item_count:")]
    [InlineData(1, "7", "A log record")]
    public async Task What_is_malformed_is_refused(int count, string records, string place)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(Envelope(count, records));

        Assert.Equal(IngestStatus.Invalid, outcome.Status);
        Assert.StartsWith(place, Assert.Single(outcome.Causes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_finds_nothing()
    {
        await using var host = await IntakeHost.StartAsync();

        var result = await host.Service<ILogCounts>().QueryAsync(
            new Actor { Kind = ActorKind.User, Id = "stranger" }, host.Project, Noon.AddDays(-1), Noon, TestContext.Current.CancellationToken);

        Assert.Equal(CommandOutcome.NotFound, result.Outcome);
    }

    private static string Envelope(int count, string records) =>
        "{}\n" + $$"""{"type":"log","item_count":{{count}},"content_type":"application/vnd.sentry.items.log+json"}""" + "\n{\"items\":[" + records + "]}";
}
