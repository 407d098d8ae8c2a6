namespace Monitoring.Signals.Errors;

/// <summary>A release was brought to an environment.</summary>
public sealed record DeployRecorded : ISignal
{
    /// <inheritdoc/>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The release as events name it.</summary>
    public required string Version { get; init; }

    /// <summary>Where it runs now, such as <c>production</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The deploy's own id.</summary>
    public required EntityId DeployId { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => $"release:{Version}";
}
