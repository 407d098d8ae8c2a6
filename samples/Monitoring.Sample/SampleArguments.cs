namespace Monitoring.Sample;

/// <summary>What stands on the command line.</summary>
internal sealed record SampleArguments
{
    public const string Usage =
        "usage: Monitoring.Sample [--urls http://127.0.0.1:5080] [--data DIR] [--store litedb|memory] [--connection STRING] [--demo] [--exit-after-demo]";

    public string Urls { get; init; } = "http://127.0.0.1:5080";

    public string Data { get; init; } = "monitoring-data";

    public string Store { get; init; } = "litedb";

    /// <summary>For stores that are reached over a connection.</summary>
    public string? Connection { get; init; }

    public bool Demo { get; init; }

    public bool ExitAfterDemo { get; init; }

    /// <exception cref="ArgumentException">The message says what is wrong.</exception>
    public static SampleArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new SampleArguments();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            string Value() => inline ?? (++i < args.Count ? args[i] : throw new ArgumentException($"{name} needs a value."));
            parsed = name switch
            {
                "--urls" => parsed with { Urls = Value() },
                "--data" => parsed with { Data = Value() },
                "--store" => parsed with { Store = KnownStore(Value()) },
                "--connection" => parsed with { Connection = Value() },
                "--demo" => parsed with { Demo = true },
                "--exit-after-demo" => parsed with { Demo = true, ExitAfterDemo = true },
                _ => throw new ArgumentException($"{args[i]} is not known."),
            };
        }

        return parsed;
    }

    private static string KnownStore(string store) => store switch
    {
        "litedb" or "memory" => store,
        "postgres" => throw new ArgumentException("--store postgres: this version brings no PostgreSQL provider yet; take litedb or memory."),
        _ => throw new ArgumentException($"--store {store}: is none of litedb, postgres and memory."),
    };
}
