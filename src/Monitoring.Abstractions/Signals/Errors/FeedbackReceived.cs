namespace Monitoring.Signals.Errors;

/// <summary>A user said something. Its texts were scrubbed and may hold personal data.</summary>
public sealed record FeedbackReceived : ISignal
{
    /// <inheritdoc/>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The feedback.</summary>
    public required EventId FeedbackId { get; init; }

    /// <summary>What the user says, at most 4,096 characters.</summary>
    public required string Message { get; init; }

    /// <summary>The event that it is about, or <see langword="null"/>.</summary>
    public EventId? AssociatedEventId { get; init; }

    /// <summary>The issue of that event, or <see langword="null"/> when it had not come yet.</summary>
    public IssueId? IssueId { get; init; }

    /// <summary>Where it came from, such as <c>widget</c> or <c>user_report</c>; may be empty.</summary>
    public required string Source { get; init; }

    /// <summary>The environment, or <see langword="null"/>.</summary>
    public string? Environment { get; init; }

    /// <summary>The release, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AggregateId => $"feedback:{FeedbackId}";
}
