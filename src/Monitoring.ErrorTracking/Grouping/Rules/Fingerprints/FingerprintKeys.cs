namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>The names of what fingerprint rules look at; several have a long name too.</summary>
internal static class FingerprintKeys
{
    public const string TagPrefix = "tags.";

    public static readonly string[] Names =
    [
        "type", "value", "module", "path", "package", "function", "app", "message", "logger", "level", "family", "sdk", "release", "tags.",
        "error.type", "error.value", "stack.module", "stack.abs_path", "stack.package", "stack.function",
    ];

    public static FingerprintKey? Read(string name) => name switch
    {
        "type" or "error.type" => FingerprintKey.Type,
        "value" or "error.value" => FingerprintKey.Value,
        "module" or "stack.module" => FingerprintKey.Module,
        "path" or "stack.abs_path" => FingerprintKey.Path,
        "package" or "stack.package" => FingerprintKey.Package,
        "function" or "stack.function" => FingerprintKey.Function,
        "app" => FingerprintKey.App,
        "message" => FingerprintKey.Message,
        "logger" => FingerprintKey.Logger,
        "level" => FingerprintKey.Level,
        "family" => FingerprintKey.Family,
        "sdk" => FingerprintKey.Sdk,
        "release" => FingerprintKey.Release,
        _ when name.Length > TagPrefix.Length && name.StartsWith(TagPrefix, StringComparison.Ordinal) => FingerprintKey.Tag,
        _ => null,
    };

    /// <summary>The short form of a name, in which rules are shown.</summary>
    public static string Short(string name) => name switch
    {
        "error.type" => "type",
        "error.value" => "value",
        "stack.module" => "module",
        "stack.abs_path" => "path",
        "stack.package" => "package",
        "stack.function" => "function",
        _ => name,
    };

    public static MatchGroup GroupOf(FingerprintKey key) => key switch
    {
        FingerprintKey.Type or FingerprintKey.Value => MatchGroup.Exceptions,
        FingerprintKey.Message => MatchGroup.Messages,
        FingerprintKey.Logger or FingerprintKey.Level => MatchGroup.Log,
        FingerprintKey.Tag => MatchGroup.Tags,
        FingerprintKey.Family => MatchGroup.Family,
        FingerprintKey.Sdk => MatchGroup.Sdk,
        FingerprintKey.Release => MatchGroup.Release,
        _ => MatchGroup.Frames,
    };
}
