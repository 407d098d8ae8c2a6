using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>When a rule would have fired.</summary>
public sealed record AlertTestResult
{
    /// <summary>The most firings that are listed.</summary>
    public const int MaxListed = 500;

    /// <summary>The beginning of the range.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the range.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How exact instants and windows are.</summary>
    public required TimeSpan Resolution { get; init; }

    /// <summary>How often it would have fired.</summary>
    public required int Count { get; init; }

    /// <summary>About how many things.</summary>
    public required int Subjects { get; init; }

    /// <summary>How many further firings the storm guard would have held back.</summary>
    public required int Held { get; init; }

    /// <summary>It in words, such as <c>would have fired 3 times from ... to ...</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>The firings in the order of time, the first <see cref="MaxListed"/>.</summary>
    public required ImmutableArray<AlertFiring> Firings { get; init; }

    /// <summary>What could not be known, in sentences; the answer is exact for the stored history when it is empty.</summary>
    public required ImmutableArray<string> Unknown { get; init; }

    /// <summary>Whether something could not be known.</summary>
    public bool IsPartial => !Unknown.IsEmpty;
}
