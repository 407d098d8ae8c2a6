using System.Diagnostics;
using System.Globalization;

namespace Monitoring.Benchmarks.Envelopes;

/// <summary>
/// The ways of <see cref="EnvelopeParsing"/> in turns of some milliseconds, so that all of them meet the same moods of a machine that is not quiet.
/// </summary>
internal static class ParsingComparison
{
    public const string Name = "envelope-parsing";

    private const int WarmUpTurns = 60;
    private const int Turns = 200;

    public static void Run()
    {
        Console.WriteLine("| envelopes | what | ms | of the floor | of the SDK's | KiB | of the SDK's |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        Compare("mix");
        Compare("recorded");
    }

    private static void Compare(string data)
    {
        var parsing = new EnvelopeParsing { Data = data };
        parsing.Setup();
        Way[] ways =
        [
            new("floor: framing and one bare token pass", () => parsing.Floor()),
            new("framing alone", () => parsing.Framing()),
            new("Monitoring", () => parsing.Monitoring()),
            new("Sentry SDK", () => parsing.SentrySdk().GetAwaiter().GetResult()),
        ];
        for (var turn = 0; turn < WarmUpTurns + Turns; turn++)
        {
            foreach (var way in ways)
            {
                way.Take(isMeasured: turn >= WarmUpTurns);
            }
        }

        var (floor, sdk) = (ways[0], ways[^1]);
        foreach (var way in ways)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {data} | {way.Name} | {way.Milliseconds:F2} | {way.Milliseconds / floor.Milliseconds:F2} | {way.Milliseconds / sdk.Milliseconds:F2} | {way.Kibibytes:F0} | {way.Kibibytes / sdk.Kibibytes:F3} |"));
        }
    }

    private sealed class Way(string name, Func<int> run)
    {
        private readonly List<double> _milliseconds = [];

        public string Name { get; } = name;

        /// <summary>The median of a turn.</summary>
        public double Milliseconds => _milliseconds.Order().ElementAt(_milliseconds.Count / 2);

        /// <summary>What the last turn allocated.</summary>
        public double Kibibytes { get; private set; }

        public void Take(bool isMeasured)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            run();
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Kibibytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0;
            if (isMeasured)
            {
                _milliseconds.Add(elapsed);
            }
        }
    }
}
