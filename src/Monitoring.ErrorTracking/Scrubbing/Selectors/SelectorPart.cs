namespace Monitoring.ErrorTracking.Scrubbing.Selectors;

/// <summary>One part of a path: a name, a number, a kind, one of anything, or any number of anything.</summary>
internal readonly record struct SelectorPart
{
    /// <summary>The name that the part stands for; null when it stands for something else.</summary>
    public string? Name { get; init; }

    /// <summary>The place in an array; -1 when the part stands for something else.</summary>
    public required int Index { get; init; }

    /// <summary>The kind that the value must have.</summary>
    public ValueKinds Kind { get; init; }

    /// <summary>Whether any number of parts stand here.</summary>
    public bool IsDeep { get; init; }

    public bool IsAny => Name is null && Index < 0 && Kind == ValueKinds.None && !IsDeep;

    public static SelectorPart Any { get; } = new() { Index = -1 };

    public static SelectorPart Deep { get; } = new() { Index = -1, IsDeep = true };
}
