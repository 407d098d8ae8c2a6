namespace Monitoring.ErrorTracking.Retention;

/// <summary>How long a project's errors are kept. What is <see langword="null"/> is as the host's options say.</summary>
public sealed record RetentionSettings
{
    /// <summary>How long events are kept, at least a day; by whole UTC days. What they counted stays with their issue.</summary>
    public TimeSpan? Events { get; init; }

    /// <summary>After how long without an event an issue goes, with all that it counted, at least a day. A host that keeps issues for ever is overruled by it.</summary>
    public TimeSpan? Issues { get; init; }
}
