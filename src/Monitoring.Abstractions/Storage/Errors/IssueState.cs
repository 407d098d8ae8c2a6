namespace Monitoring.Storage.Errors;

/// <summary>The part of an issue that people and <see cref="IssueLifecycle"/> change.</summary>
public sealed record IssueState
{
    /// <summary>The state of an issue that has just been opened.</summary>
    public static IssueState Opened { get; } = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.New };

    /// <summary>Whether the issue needs somebody.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>Why it has this status.</summary>
    public required IssueSubstatus Substatus { get; init; }

    /// <summary>
    /// The release in which it was resolved. Events of releases before it do not bring the issue back;
    /// <see langword="null"/> when any event does.
    /// </summary>
    public string? ResolvedInRelease { get; init; }

    /// <summary>When set on an ignored issue, an event received at or after this instant brings it back.</summary>
    public DateTimeOffset? IgnoredUntil { get; init; }

    /// <summary>When set on an ignored issue, how many more events bring it back; counted down with each.</summary>
    public long? IgnoredEventsLeft { get; init; }
}
