namespace Monitoring.Signals.Errors;

/// <summary>Much more events come in of a project than usual. Less of them is kept; all are counted.</summary>
public sealed record IntakeSpikeBegan : ISignal
{
    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>When it was seen.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How many events an hour are unusual.</summary>
    public required long Limit { get; init; }

    /// <summary>How many had come in of this hour.</summary>
    public required long Events { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => $"intake:{ProjectId}";
}
