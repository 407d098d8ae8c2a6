namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>Asks when a rule would have fired.</summary>
public sealed record AlertTest
{
    /// <summary>The longest range.</summary>
    public static readonly TimeSpan LongestRange = TimeSpan.FromDays(90);

    /// <summary>The rule.</summary>
    public required AlertRuleSettings Settings { get; init; }

    /// <summary>From when on, cut to the hour; <see langword="null"/> for seven days before the end.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when, cut to the hour; <see langword="null"/> for now.</summary>
    public DateTimeOffset? To { get; init; }
}
