namespace Monitoring.Signals.Errors;

/// <summary>A release of a project was seen for the first time, or created by a call.</summary>
public sealed record ReleaseCreated : ISignal
{
    /// <inheritdoc/>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The release as events name it, such as <c>shop@1.4.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Whether an event brought it. Otherwise somebody said so, which is worth more: what events say, any sender can make up.</summary>
    public required bool IsFromEvent { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => $"release:{Version}";
}
