namespace Monitoring.Signals.Errors;

/// <summary>What the signals of alert rules on errors have in common.</summary>
public abstract record ErrorAlertSignal : ISignal
{
    /// <inheritdoc/>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The rule.</summary>
    public required EntityId RuleId { get; init; }

    /// <summary>The rule's name at that moment.</summary>
    public required string RuleName { get; init; }

    /// <summary>How bad the rule says that it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The firing; the same in the signal of its end.</summary>
    public required EntityId FiringId { get; init; }

    /// <summary>What fires: the same for each firing of a rule about the same thing, such as <c>error-rule:(id):issue:42</c>.</summary>
    public required string DedupKey { get; init; }

    /// <summary>The issue that it is about, or <see langword="null"/>.</summary>
    public IssueId? IssueId { get; init; }

    /// <summary>The issue's title or the monitor's name; may hold personal data that the project does not have scrubbed.</summary>
    public string? Title { get; init; }

    /// <summary>The monitor that it is about, or <see langword="null"/>.</summary>
    public EntityId? MonitorId { get; init; }

    /// <summary>The monitor's name in check-ins.</summary>
    public string? MonitorSlug { get; init; }

    /// <summary>The release that it is about, or that the event came from.</summary>
    public string? Release { get; init; }

    /// <summary>The environment that it is about, or that the event came from.</summary>
    public string? Environment { get; init; }

    /// <summary>The service that the event came from.</summary>
    public string? Service { get; init; }

    /// <summary>What was observed when it fired, in the unit of <see cref="Threshold"/>; <see langword="null"/> where nothing is counted.</summary>
    public double? Value { get; init; }

    /// <summary>The bound that was crossed: events, users, or percent.</summary>
    public double? Threshold { get; init; }

    /// <summary>The stretch of time that was looked at.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Why, as a sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>When it fired, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Where to look, relative to the dashboard, such as <c>issues/42</c>.</summary>
    public required string LinkPath { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => DedupKey;
}
