namespace Monitoring.Sample;

/// <summary>What stands on the command line.</summary>
internal sealed record SampleArguments
{
    public const string Usage =
        "usage: Monitoring.Sample [--urls http://127.0.0.1:5080] [--data DIR] [--store litedb|postgres|memory] [--connection STRING] [--spool DIR] [--archives DIR] [--demo] [--exit-after-demo]";

    public const string Help =
        Usage + """


          --urls URL          where it listens, http://127.0.0.1:5080 by default; several are separated by semicolons
          --data DIR          where it stores, ./monitoring-data by default
          --store STORE       litedb (the default), postgres, or memory, which forgets everything at the end
          --connection STRING how postgres is reached, such as Host=127.0.0.1;Username=monitoring;Database=monitoring
          --spool DIR         where events wait while postgres is away, DATA/spool by default; each host has its own
          --archives DIR      where archives of everything are written when they are asked for; the API token may do so then, as administrator of the host
          --demo              reports a few hundred errors of a toy shop, shows what becomes of them, and stays up
          --exit-after-demo   ends after the demo: with 0, or with 1 when a step did not happen
          --help              says this
        """;

    public string Urls { get; init; } = "http://127.0.0.1:5080";

    public string Data { get; init; } = "monitoring-data";

    public string Store { get; init; } = "litedb";

    /// <summary>How PostgreSQL is reached.</summary>
    public string? Connection { get; init; }

    /// <summary>Where events wait while PostgreSQL is away; null beside the other stores, which are never away.</summary>
    public string? Spool { get; init; }

    /// <summary>Where archives are written; null when none are.</summary>
    public string? Archives { get; init; }

    public bool Demo { get; init; }

    public bool ExitAfterDemo { get; init; }

    /// <summary>Whether only the usage is asked for.</summary>
    public bool HelpOnly { get; init; }

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
                "--help" or "-h" or "-?" => parsed with { HelpOnly = true },
                "--urls" => parsed with { Urls = KnownUrls(Value()) },
                "--data" => parsed with { Data = Value() },
                "--store" => parsed with { Store = KnownStore(Value()) },
                "--connection" => parsed with { Connection = Value() },
                "--spool" => parsed with { Spool = Value() },
                "--archives" => parsed with { Archives = Value() },
                "--demo" => parsed with { Demo = true },
                "--exit-after-demo" => parsed with { Demo = true, ExitAfterDemo = true },
                _ => throw new ArgumentException($"{args[i]} is not known."),
            };
        }

        return (parsed.Store, parsed.Connection) switch
        {
            ("postgres", null) => throw new ArgumentException("--store postgres: needs --connection."),
            (not "postgres", _) when parsed.Spool is not null => throw new ArgumentException($"--spool: --store {parsed.Store} is never away."),
            (not "postgres", not null) => throw new ArgumentException($"--connection: --store {parsed.Store} is not reached over one."),
            ("postgres", _) => parsed with { Spool = parsed.Spool ?? Path.Combine(parsed.Data, "spool") },
            _ => parsed,
        };
    }

    private static string KnownUrls(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!IsAddress(url))
            {
                throw new ArgumentException($"--urls {urls}: '{url}' is no address such as http://127.0.0.1:5080.");
            }
        }

        return urls;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", PathBase: "", Host.Length: > 0, IsUnixPipe: false, IsNamedPipe: false, Port: <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string KnownStore(string store) => store switch
    {
        "litedb" or "postgres" or "memory" => store,
        _ => throw new ArgumentException($"--store {store}: is none of litedb, postgres and memory."),
    };
}
