namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>One of the values of a frame: normalised, and either counting or not.</summary>
internal readonly record struct FramePart
{
    private FramePart(string? value, bool contributes, string? hint)
    {
        Value = value;
        Contributes = contributes;
        Hint = hint;
    }

    public string? Value { get; }

    public bool Contributes { get; }

    public string? Hint { get; }

    public static FramePart None => default;

    public static FramePart Of(string value, string? hint = null) => new(value, value.Length > 0, hint);

    /// <summary>A value that was normalised to another one.</summary>
    public static FramePart Cleaned(string value, string original, string hint) => Of(value, ReferenceEquals(value, original) || value == original ? null : hint);

    public static FramePart Ignored(string value, string hint) => new(value, false, hint);

    public FramePart Ignore(string? hint) => new(Value, false, hint);
}
