namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Asks what a changed grouping would do to the issues of a project.</summary>
public sealed record GroupingReplay
{
    /// <summary>The most events of an issue that can be looked at.</summary>
    public const int MaxEventsPerIssue = 50;

    /// <summary>The most issues that are looked at.</summary>
    public const int MaxIssues = 1000;

    /// <summary>The grouping to be tried.</summary>
    public required GroupingTrial Trial { get; init; }

    /// <summary>Only events that were received from here on; <see langword="null"/> for all.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only events that were received before; <see langword="null"/> for all.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>How many events of each issue are looked at, the newest of them, 1 to <see cref="MaxEventsPerIssue"/>.</summary>
    public int EventsPerIssue { get; init; } = 10;
}
