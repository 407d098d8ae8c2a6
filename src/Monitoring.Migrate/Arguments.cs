namespace Monitoring.Migrate;

/// <summary>What the tool was asked to do.</summary>
internal sealed record Arguments
{
    public const string Help = """
        monitoring-migrate moves all that Monitoring keeps: issues, events, documents, timers, signals, attachments.

          monitoring-migrate copy    --from STORE --to STORE      into an empty store; again with the same stores goes on, or compares when it was over
          monitoring-migrate backup  --from STORE --to FILE       into one file
          monitoring-migrate restore --from FILE  --to STORE      out of such a file, into an empty store
          monitoring-migrate verify  --from STORE|FILE [--to STORE|FILE]
                                                                  reads everything and tells counts and checksums; with --to compares two

        STORE is litedb:DIRECTORY or postgres:CONNECTION-STRING, for example
          litedb:monitoring-data
          postgres:Host=db;Database=monitoring;Username=monitoring;Password=...

        The host must not run on a store that is moved.

          --from-schema NAME, --to-schema NAME    the schema in a PostgreSQL database; monitoring when it is not given
          --plain                                 lines instead of a progress bar
          --help

        MONITORING_MIGRATE_FROM and MONITORING_MIGRATE_TO take the place of --from and --to, so that no password is seen in the list of processes.

        Ends with 0 when all is well, 1 when something failed (run it again to go on), 2 for wrong arguments, 3 when the target holds other data,
        4 when what was read back from the target differs.
        """;

    public required string Command { get; init; }

    public required string From { get; init; }

    public string? To { get; init; }

    public string? FromSchema { get; init; }

    public string? ToSchema { get; init; }

    public bool IsPlain { get; init; }

    /// <summary>Reads the arguments; <see langword="null"/> when help is asked for.</summary>
    /// <exception cref="ArgumentException">They make no sense; the message says which, and holds no value of them.</exception>
    public static Arguments? Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        if (args.Count == 0 || args.Contains("--help") || args.Contains("-h"))
        {
            return null;
        }

        var command = args[0];
        if (command is not ("copy" or "backup" or "restore" or "verify"))
        {
            throw new ArgumentException("The first argument must be copy, backup, restore or verify.");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var isPlain = false;
        for (var i = 1; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--plain":
                    isPlain = true;
                    break;
                case "--from" or "--to" or "--from-schema" or "--to-schema" when i + 1 < args.Count:
                    values[args[i]] = args[++i];
                    break;
                case "--from" or "--to" or "--from-schema" or "--to-schema":
                    throw new ArgumentException($"{args[i]} needs a value.");
                default:
                    throw new ArgumentException($"Argument {i + 1} is none that this tool knows.");
            }
        }

        var to = values.GetValueOrDefault("--to") ?? environment("MONITORING_MIGRATE_TO");
        return new Arguments
        {
            Command = command,
            From = values.GetValueOrDefault("--from") ?? environment("MONITORING_MIGRATE_FROM") ?? throw new ArgumentException("--from is missing."),
            To = to is null && command != "verify" ? throw new ArgumentException("--to is missing.") : to,
            FromSchema = values.GetValueOrDefault("--from-schema"),
            ToSchema = values.GetValueOrDefault("--to-schema"),
            IsPlain = isPlain,
        };
    }
}
