using System.Globalization;
using Monitoring.LoadTest.Driving;

namespace Monitoring.LoadTest;

/// <summary>Prints tables that can stand in docs/benchmarks.md as they are.</summary>
internal static class Report
{
    private const double MiB = 1024 * 1024;

    public static void Rounds(IReadOnlyList<(Round LiteDb, Round Discard)> rounds)
    {
        Line($"| round | LiteDB: events/s | p50 ms | p99 ms | CPU µs/event | RSS MiB | discarding: events/s | p50 ms | p99 ms | CPU µs/event | RSS MiB | ratio |");
        Line($"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (index, (liteDb, discard)) in rounds.Index())
        {
            Line($"| {index + 1} | {Cells(liteDb)} | {Cells(discard)} | {liteDb.EventsPerSecond / discard.EventsPerSecond:F2} |");
        }

        Line($"");
        Line($"Median ratio of events per second, LiteDB to discarding: {Median(rounds.Select(round => round.LiteDb.EventsPerSecond / round.Discard.EventsPerSecond)):F2}. Refused: {rounds.Sum(round => round.LiteDb.Refused + round.Discard.Refused)}.");
    }

    public static void Quiet(Latencies liteDb, Latencies discard)
    {
        Line($"");
        Line($"| quiet client | p50 ms | p90 ms | p99 ms | longest ms |");
        Line($"| --- | ---: | ---: | ---: | ---: |");
        Line($"| LiteDB | {Cells(liteDb)} |");
        Line($"| discarding | {Cells(discard)} |");
    }

    public static void Soak(IEnumerable<(TimeSpan At, long Events, long ResidentBytes, long DataBytes)> samples)
    {
        Line($"");
        Line($"| load for s | events | RSS MiB | data MiB | bytes per event |");
        Line($"| ---: | ---: | ---: | ---: | ---: |");
        foreach (var (at, events, resident, data) in samples)
        {
            Line($"| {at.TotalSeconds:F0} | {events:N0} | {resident / MiB:F0} | {data / MiB:F1} | {(double)data / events:F0} |");
        }
    }

    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static FormattableString Cells(Round round) =>
        $"{round.EventsPerSecond:F0} | {round.Latencies.Percentile(0.5):F1} | {round.Latencies.Percentile(0.99):F1} | {round.MicrosecondsPerEvent:F0} | {round.ResidentBytes / MiB:F0}";

    private static FormattableString Cells(Latencies latencies) =>
        $"{latencies.Percentile(0.5):F1} | {latencies.Percentile(0.9):F1} | {latencies.Percentile(0.99):F1} | {latencies.Percentile(1):F1}";

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
