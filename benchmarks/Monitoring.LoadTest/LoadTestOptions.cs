using System.Globalization;

namespace Monitoring.LoadTest;

/// <summary>What to measure, from the command line: <c>--connections 16 --requests 6000 --rounds 5 --soak 60</c>.</summary>
internal sealed record LoadTestOptions
{
    /// <summary>Connections that send at the same time.</summary>
    public int Connections { get; init; } = 16;

    /// <summary>Requests in a round.</summary>
    public int Requests { get; init; } = 6000;

    /// <summary>Measured rounds per store, after one to warm up.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How long the load lasts that shows whether memory stays flat, in seconds.</summary>
    public int SoakSeconds { get; init; } = 60;

    /// <summary>Requests of the quiet client.</summary>
    public int Whispers { get; init; } = 100;

    public static LoadTestOptions Parse(string[] args)
    {
        var options = new LoadTestOptions();
        foreach (var pair in args.Chunk(2))
        {
            var value = pair.Length == 2 && int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ArgumentException($"'{pair[0]}' needs a number.", nameof(args));
            options = pair[0] switch
            {
                "--connections" => options with { Connections = value },
                "--requests" => options with { Requests = value },
                "--rounds" => options with { Rounds = value },
                "--soak" => options with { SoakSeconds = value },
                "--whispers" => options with { Whispers = value },
                _ => throw new ArgumentException($"There is no '{pair[0]}'. There are --connections, --requests, --rounds, --soak and --whispers.", nameof(args)),
            };
        }

        return options;
    }
}
