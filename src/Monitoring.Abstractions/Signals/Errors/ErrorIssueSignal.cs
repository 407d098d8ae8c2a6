using Monitoring.Storage.Errors;

namespace Monitoring.Signals.Errors;

/// <summary>What the signals about an issue have in common.</summary>
public abstract record ErrorIssueSignal : ISignal
{
    /// <inheritdoc/>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>The issue's title; may hold personal data that the project does not have scrubbed.</summary>
    public required string Title { get; init; }

    /// <summary>How bad the issue is.</summary>
    public required ErrorLevel Level { get; init; }

    /// <summary>The issue's status after it.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>The service of the event, or <see langword="null"/>.</summary>
    public string? Service { get; init; }

    /// <summary>The environment of the event, or <see langword="null"/>.</summary>
    public string? Environment { get; init; }

    /// <summary>The release of the event, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => $"issue:{IssueId}";
}
