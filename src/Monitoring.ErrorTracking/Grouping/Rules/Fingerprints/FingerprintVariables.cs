namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>
/// The variables of fingerprints and titles, such as <c>{{ transaction }}</c>. What the event does not have is replaced by a text that says so.
/// </summary>
internal static class FingerprintVariables
{
    /// <summary>The name of the variable that stands for the default grouping.</summary>
    public const string Default = "default";

    private const string TagPrefix = "tags.";

    /// <summary>Whether a value stands for the default grouping.</summary>
    public static bool IsDefault(string value) => FingerprintTemplate.TryReadVariable(value.Trim(), out var name) && name == Default;

    /// <summary>The value of a variable; a text that is none stays as it is.</summary>
    /// <param name="value">A value of a fingerprint.</param>
    /// <param name="facts">The event.</param>
    /// <param name="flagsUnknown">Whether an unknown variable is replaced by a text that says so.</param>
    public static string Resolve(string value, FingerprintFacts facts, bool flagsUnknown)
    {
        if (!FingerprintTemplate.TryReadVariable(value.Trim(), out var name))
        {
            return value;
        }

        return Find(name, facts) ?? (flagsUnknown ? $"<unrecognized-variable-{name}>" : value);
    }

    /// <summary>A title with its variables replaced.</summary>
    public static string ExpandTitle(string template, FingerprintFacts facts) => FingerprintTemplate.Expand(template, name => Find(name, facts));

    /// <returns>Null when there is no such variable.</returns>
    public static string? Find(string name, FingerprintFacts facts)
    {
        var exception = facts.Exceptions.LastOrDefault();
        var frame = facts.CrashFrame;
        return name switch
        {
            "transaction" => NonEmpty(facts.Transaction) ?? "<no-transaction>",
            "message" => NonEmpty(facts.Message) ?? NonEmpty(exception.Value) ?? "<no-message>",
            "type" or "error.type" => NonEmpty(exception.Type) ?? "<no-type>",
            "value" or "error.value" => NonEmpty(exception.Value) ?? "<no-value>",
            "function" or "stack.function" => frame is null or { Function: StackTraces.RuleFrame.Unknown } ? "<no-function>" : frame.Function,
            "path" or "stack.abs_path" => NonEmpty(frame?.Path) ?? "<no-abs-path>",
            "stack.filename" => NonEmpty(frame?.FileName) ?? NonEmpty(frame?.Path) ?? "<no-filename>",
            "module" or "stack.module" => NonEmpty(frame?.Module) ?? "<no-module>",
            "package" or "stack.package" => Package(frame?.Package) ?? "<no-package>",
            "level" => NonEmpty(facts.Level) ?? "<no-level>",
            "logger" => NonEmpty(facts.Logger) ?? "<no-logger>",
            _ when name.StartsWith(TagPrefix, StringComparison.Ordinal) => Tag(name[TagPrefix.Length..], facts),
            _ => null,
        };
    }

    private static string? Package(string? package) =>
        string.IsNullOrEmpty(package) ? null : package[(package.AsSpan().LastIndexOfAny('/', '\\') + 1)..];

    private static string Tag(string key, FingerprintFacts facts) =>
        facts.Tags.FirstOrDefault(tag => tag.Key == key)?.Value ?? $"<no-value-for-tag-{key}>";

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
