using System.Globalization;

namespace Monitoring.Benchmarks.Grouping;

/// <summary>The ways of <see cref="Grouping"/> in turns.</summary>
internal static class GroupingComparison
{
    public const string Name = "grouping";

    public static void Run()
    {
        Console.WriteLine("| events | what | ms | of parsing | KiB | of parsing |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        Compare("mix");
        Compare("recorded");
    }

    private static void Compare(string data)
    {
        var grouping = new Grouping { Data = data };
        grouping.Setup();
        var results = Turns.Take(
            ("parsing and normalising", grouping.Parse),
            ("grouping", grouping.Group),
            ("grouping as newstyle:2026-01-20", grouping.GroupNewstyle),
            ("explaining", grouping.Explain));
        var parsing = results[0];
        foreach (var way in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {data} | {way.Name} | {way.Milliseconds:F2} | {way.Milliseconds / parsing.Milliseconds:F2} | {way.Kibibytes:F0} | {way.Kibibytes / parsing.Kibibytes:F2} |"));
        }
    }
}
