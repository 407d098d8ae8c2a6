namespace Monitoring.Signals.Errors;

/// <summary>As many events come in of a project as usual again.</summary>
public sealed record IntakeSpikeEnded : ISignal
{
    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>When the spike was first seen.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was over.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => $"intake:{ProjectId}";
}
