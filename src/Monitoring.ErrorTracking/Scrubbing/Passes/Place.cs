namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>What the fields around a value say about it.</summary>
internal readonly record struct Place
{
    /// <summary>How many names and indexes lead to it.</summary>
    public required int Depth { get; init; }

    /// <summary>Whether a name on the way tells of a secret.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Whether the project says that a field on the way is safe.</summary>
    public bool IsSafe { get; init; }

    /// <summary>Whether it is the name of a pair, and not its value.</summary>
    public bool IsName { get; init; }

    /// <summary>Whether it is a note about the event, and no part of it.</summary>
    public bool IsMeta { get; init; }

    public Place Next => this with { Depth = Depth + 1 };
}
