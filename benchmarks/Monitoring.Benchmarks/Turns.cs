using System.Collections.Immutable;
using System.Diagnostics;

namespace Monitoring.Benchmarks;

/// <summary>Ways of doing the same work, in turns of some milliseconds, so that all of them meet the same moods of a machine that is not quiet.</summary>
internal static class Turns
{
    private const int WarmUp = 60;
    private const int Measured = 200;

    public static ImmutableArray<TurnResult> Take(params ReadOnlySpan<(string Name, Func<int> Run)> ways)
    {
        var runs = ways.ToArray();
        var milliseconds = Array.ConvertAll(runs, _ => new List<double>());
        var kibibytes = new double[runs.Length];
        for (var turn = 0; turn < WarmUp + Measured; turn++)
        {
            for (var way = 0; way < runs.Length; way++)
            {
                var elapsed = Time(runs[way].Run, out kibibytes[way]);
                if (turn >= WarmUp)
                {
                    milliseconds[way].Add(elapsed);
                }
            }
        }

        return [.. runs.Select((run, way) => new TurnResult(run.Name, Median(milliseconds[way]), kibibytes[way]))];
    }

    private static double Time(Func<int> run, out double kibibytes)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        run();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        kibibytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0;
        return elapsed;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
