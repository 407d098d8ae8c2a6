using System.Globalization;

namespace Monitoring.Benchmarks.Scrubbing;

/// <summary>The ways of <see cref="Scrubbing"/> in turns.</summary>
internal static class ScrubbingComparison
{
    public const string Name = "scrubbing";

    public static void Run()
    {
        Console.WriteLine("| events | what | ms | of parsing | KiB | of parsing |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        Compare("mix");
        Compare("recorded");
    }

    private static void Compare(string data)
    {
        var scrubbing = new Scrubbing { Data = data };
        scrubbing.Setup();
        var results = Turns.Take(
            ("parsing and normalising", scrubbing.Parse),
            ("walking over all fields", scrubbing.Walk),
            ("scrubbing by default", scrubbing.Default),
            ("scrubbing every text for everything", scrubbing.Thorough),
            ("scrubbing with three rules and masked addresses", scrubbing.Rules));
        var parsing = results[0];
        foreach (var way in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {data} | {way.Name} | {way.Milliseconds:F2} | {way.Milliseconds / parsing.Milliseconds:F2} | {way.Kibibytes:F0} | {way.Kibibytes / parsing.Kibibytes:F2} |"));
        }
    }
}
