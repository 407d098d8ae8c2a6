namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>The first value that keeps two events apart.</summary>
/// <remarks>May hold personal data, as the events do.</remarks>
public sealed record GroupingDifference
{
    /// <summary>The name of the view that was compared, such as <c>app</c>; of both when they are grouped by different ones, such as <c>app/default</c>.</summary>
    public required string Variant { get; init; }

    /// <summary>Where it is in the first event, such as <c>exception/stacktrace/frame[3]/function</c>; <see langword="null"/> when the first event has nothing there.</summary>
    public string? FirstPath { get; init; }

    /// <summary>The value of the first event.</summary>
    public string? FirstValue { get; init; }

    /// <summary>Where it is in the second event; <see langword="null"/> when the second event has nothing there.</summary>
    public string? SecondPath { get; init; }

    /// <summary>The value of the second event.</summary>
    public string? SecondValue { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Text { get; init; }
}
