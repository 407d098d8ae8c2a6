namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>Asks for counts of a stretch of time.</summary>
public sealed record OutcomeQuery
{
    /// <summary>The longest span of counts by the hour, in days.</summary>
    public const int MaxDaysByHour = 31;

    /// <summary>The longest span of counts by the day, in days.</summary>
    public const int MaxDaysByDay = 366;

    /// <summary>Whether they are counted by the hour or by the day.</summary>
    public OutcomeInterval Interval { get; init; }

    /// <summary>The beginning, inclusive; cut to the hour or the day.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive; at most <see cref="MaxDaysByHour"/> or <see cref="MaxDaysByDay"/> days after <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Only this category, such as <c>error</c>; <see langword="null"/> for all.</summary>
    public string? Category { get; init; }

    /// <summary>Only this outcome; <see langword="null"/> for all.</summary>
    public OutcomeKind? Outcome { get; init; }
}
