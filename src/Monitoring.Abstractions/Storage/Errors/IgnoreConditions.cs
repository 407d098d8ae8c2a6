namespace Monitoring.Storage.Errors;

/// <summary>
/// What brings an ignored issue back: the first condition that an event meets. Events and users are counted from the moment at which the
/// issue was ignored, see <see cref="IssueState.Baseline"/>.
/// </summary>
public sealed record IgnoreConditions
{
    /// <summary>An event received at or after this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>So many more events, at least 1; the last of them brings the issue back.</summary>
    public long? Events { get; init; }

    /// <summary>So many more different users, at least 1.</summary>
    public long? Users { get; init; }

    /// <summary>So many events in so little time.</summary>
    public IgnoreRate? Rate { get; init; }

    /// <summary>More events in an hour than <see cref="EscalationForecast"/> lets expect.</summary>
    public bool UntilEscalating { get; init; }
}
