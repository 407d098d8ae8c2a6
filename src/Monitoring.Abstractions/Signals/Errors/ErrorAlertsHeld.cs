namespace Monitoring.Signals.Errors;

/// <summary>Firings of an alert rule on errors were held back in an hour, because there were more than the storm guard lets through.</summary>
/// <remarks>Told when the guard begins to hold, with <see cref="IsOver"/> unset, and when the hour is over with how many it were. What still holds then fires.</remarks>
public sealed record ErrorAlertsHeld : ISignal
{
    /// <inheritdoc/>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The rule.</summary>
    public required EntityId RuleId { get; init; }

    /// <summary>The rule's name.</summary>
    public required string RuleName { get; init; }

    /// <summary>How bad the rule says that it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The hour, UTC.</summary>
    public required DateTimeOffset Hour { get; init; }

    /// <summary>How many firings were held in it so far.</summary>
    public required long Held { get; init; }

    /// <summary>Whether the hour is over.</summary>
    public required bool IsOver { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => $"error-rule:{RuleId}";
}
