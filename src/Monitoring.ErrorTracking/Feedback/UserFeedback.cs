namespace Monitoring.ErrorTracking.Feedback;

/// <summary>What a user says: by the SDK's form, in the crash-report dialog, or as a report on an event. Its texts were scrubbed and may hold personal data.</summary>
public sealed record UserFeedback
{
    /// <summary>The longest message, in characters.</summary>
    public const int MaxMessageLength = 4096;

    /// <summary>Its id, by which its attachments are found too.</summary>
    public required EventId Id { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>What the user says, at most <see cref="MaxMessageLength"/> characters.</summary>
    public required string Message { get; init; }

    /// <summary>The name that the user gave, at most 200 characters, or <see langword="null"/>.</summary>
    public string? Name { get; init; }

    /// <summary>The address that the user gave to be answered at, at most 254 characters and not checked, or <see langword="null"/>.</summary>
    public string? ContactEmail { get; init; }

    /// <summary>The page that the user was on, at most 2,048 characters, or <see langword="null"/>.</summary>
    public string? Url { get; init; }

    /// <summary>The event that it is about, whether or not that is there; <see langword="null"/> when it is about none.</summary>
    public EventId? AssociatedEventId { get; init; }

    /// <summary>The issue of that event as it is now; <see langword="null"/> when the event has not come.</summary>
    public IssueId? IssueId { get; init; }

    /// <summary>The replay that goes with it, 32 hexadecimal digits, or <see langword="null"/>.</summary>
    public string? ReplayId { get; init; }

    /// <summary>Where it came from, as the sender says, at most 64 characters; <c>user_report</c> for one in the old form.</summary>
    public required string Source { get; init; }

    /// <summary>The environment, or <see langword="null"/>.</summary>
    public string? Environment { get; init; }

    /// <summary>The release, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What became of it.</summary>
    public required FeedbackStatus Status { get; init; }
}
