namespace Monitoring.ErrorTracking.Feedback.Storing;

/// <summary>Says that the timer of a project that removes old feedback is set.</summary>
internal sealed record SweepDocument
{
    public const string Key = "feedback-sweep";

    public required DateTimeOffset SetAt { get; init; }
}
