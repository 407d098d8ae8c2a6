namespace Monitoring.ErrorTracking.Feedback;

/// <summary>Asks for feedback of a project, the last received first.</summary>
public sealed record FeedbackSearch
{
    /// <summary>Only with this status, or <see langword="null"/> for all.</summary>
    public FeedbackStatus? Status { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
