namespace Monitoring.ErrorTracking.Feedback;

/// <summary>What became of feedback.</summary>
public enum FeedbackStatus
{
    /// <summary>Nobody has dealt with it yet.</summary>
    Unresolved,

    /// <summary>Somebody has dealt with it.</summary>
    Resolved,

    /// <summary>It says nothing worth reading.</summary>
    Spam,
}
