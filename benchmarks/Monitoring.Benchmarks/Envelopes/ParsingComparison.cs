using System.Globalization;

namespace Monitoring.Benchmarks.Envelopes;

/// <summary>The ways of <see cref="EnvelopeParsing"/> in turns.</summary>
internal static class ParsingComparison
{
    public const string Name = "envelope-parsing";

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
        var results = Turns.Take(
            ("floor: framing and one bare token pass", parsing.Floor),
            ("framing alone", parsing.Framing),
            ("Monitoring", parsing.Monitoring),
            ("Sentry SDK", () => parsing.SentrySdk().GetAwaiter().GetResult()));
        var (floor, sdk) = (results[0], results[^1]);
        foreach (var way in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {data} | {way.Name} | {way.Milliseconds:F2} | {way.Milliseconds / floor.Milliseconds:F2} | {way.Milliseconds / sdk.Milliseconds:F2} | {way.Kibibytes:F0} | {way.Kibibytes / sdk.Kibibytes:F3} |"));
        }
    }
}
