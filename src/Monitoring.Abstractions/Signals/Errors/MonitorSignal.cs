namespace Monitoring.Signals.Errors;

/// <summary>What the signals about a monitored job have in common.</summary>
public abstract record MonitorSignal : ISignal
{
    /// <inheritdoc/>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The monitor.</summary>
    public required EntityId MonitorId { get; init; }

    /// <summary>The monitor's name in check-ins.</summary>
    public required string Slug { get; init; }

    /// <summary>The monitor's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Where the job runs.</summary>
    public required string Environment { get; init; }

    /// <summary>The streak of failures that begins or ends: the same in both signals.</summary>
    public required EntityId IncidentId { get; init; }

    /// <summary>The check-in that reached the threshold.</summary>
    public required Guid CheckInId { get; init; }

    /// <summary>How many check-ins of the kind came in a row.</summary>
    public required int InARow { get; init; }

    /// <summary>Who looks after the monitor, or <see langword="null"/>. May be personal data.</summary>
    public string? Owner { get; init; }

    /// <summary>The release of the check-in, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => $"monitor:{MonitorId}:{Environment}";
}
