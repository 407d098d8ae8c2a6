using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>
/// The variables of fingerprints, such as <c>{{ transaction }}</c>. What the event does not have is replaced by a text that says so;
/// text that is no known variable stays.
/// </summary>
internal static class FingerprintVariables
{
    private const string TagPrefix = "tags.";

    /// <summary>Reads the name between double braces, with or without blanks.</summary>
    public static bool TryReadName(string value, out string name)
    {
        var text = value.AsSpan().Trim();
        var isVariable = text.Length > 4 && text.StartsWith("{{") && text.EndsWith("}}");
        name = isVariable ? text[2..^2].Trim().ToString() : "";
        return isVariable;
    }

    public static string Resolve(string value, ErrorEvent errorEvent) => TryReadName(value, out var name) ? Find(name, errorEvent) ?? value : value;

    private static string? Find(string name, ErrorEvent errorEvent)
    {
        var exception = errorEvent.Exceptions.LastOrDefault();
        var frame = CrashFrame.Of(errorEvent);
        return name switch
        {
            "transaction" => errorEvent.Transaction ?? "<no-transaction>",
            "message" => errorEvent.Message?.Formatted ?? errorEvent.Message?.Message ?? exception?.Value ?? "<no-message>",
            "type" or "error.type" => exception?.Type ?? "<no-type>",
            "value" or "error.value" => exception?.Value ?? "<no-value>",
            "function" or "stack.function" => frame?.Function ?? "<no-function>",
            "path" or "stack.abs_path" => frame?.AbsolutePath ?? frame?.FileName ?? "<no-abs-path>",
            "stack.filename" => frame?.FileName ?? frame?.AbsolutePath ?? "<no-filename>",
            "module" or "stack.module" => frame?.Module ?? "<no-module>",
            "package" or "stack.package" => frame?.Package is { } package ? package[(package.AsSpan().LastIndexOfAny('/', '\\') + 1)..] : "<no-package>",
            "level" => errorEvent.Level.ToString().ToLowerInvariant(),
            "logger" => errorEvent.Logger ?? "<no-logger>",
            _ when name.StartsWith(TagPrefix, StringComparison.Ordinal) => Tag(name[TagPrefix.Length..], errorEvent),
            _ => null,
        };
    }

    private static string Tag(string key, ErrorEvent errorEvent) =>
        errorEvent.Tags.FirstOrDefault(tag => tag.Key == key)?.Value ?? $"<no-value-for-tag-{key}>";
}
