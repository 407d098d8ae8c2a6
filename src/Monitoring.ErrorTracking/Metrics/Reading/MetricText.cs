namespace Monitoring.ErrorTracking.Metrics.Reading;

/// <summary>The form of names, units and tags.</summary>
internal static class MetricText
{
    public const int MaxNameLength = 120;
    public const int MaxUnitLength = 40;
    public const int MaxTags = 10;
    public const int MaxKeyLength = 40;
    public const int MaxValueLength = 64;

    /// <summary>All tags of a point together, keys and values.</summary>
    public const int MaxTagsLength = 190;

    private const string Additional = "_./:-";

    /// <summary>A name with underscores for what may not be in it; null when it is empty or too long.</summary>
    public static string? Name(string? text) => text?.Trim() is { Length: > 0 and <= MaxNameLength } name ? Restrict(name) : null;

    /// <summary>A unit; empty for none and for what is none.</summary>
    public static string Unit(string? text) => text?.Trim() is { Length: > 0 and <= MaxUnitLength } unit && unit != "none" ? Restrict(unit) : "";

    public static string? Key(string? text) => text?.Trim() is { Length: > 0 and <= MaxKeyLength } key ? Restrict(key) : null;

    /// <summary>A value on one line; empty when nothing is left.</summary>
    public static string Value(string? text) =>
        Texts.Cut(Texts.WellFormed(new string([.. (text ?? "").Where(character => !char.IsControl(character))]).Trim()), MaxValueLength);

    private static string Restrict(string text) =>
        text.All(IsPlain) ? text : string.Concat(text.Select(character => IsPlain(character) ? character : '_'));

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || Additional.Contains(character, StringComparison.Ordinal);
}
