using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Checks what somebody sets as a status, and turns it into the state of an issue.</summary>
internal static class IssueStatusChanges
{
    private const int MaxReleaseLength = 200;

    /// <summary>Why the change makes no sense; <see langword="null"/> when it does.</summary>
    public static string? Check(IssueStatusChange change, DateTimeOffset now)
    {
        var hasCondition = change.Until is not null || change.Events is not null;
        return change switch
        {
            { Status: not (IssueStatus.Unresolved or IssueStatus.Resolved or IssueStatus.Ignored) } => $"'{change.Status}' is no status.",
            { InRelease: not null, Status: not IssueStatus.Resolved } => "A release can only be given to a resolved issue.",
            { InRelease.Length: 0 or > MaxReleaseLength } => $"A release has 1 to {MaxReleaseLength} characters.",
            { Status: not IssueStatus.Ignored } when hasCondition => "An end of being ignored can only be given to an ignored issue.",
            { Events: < 1 } => "The number of events must be at least 1.",
            { Until: { } until } when until <= now => "The end of being ignored must lie in the future.",
            _ => null,
        };
    }

    public static IssueState ToState(IssueStatusChange change) => new()
    {
        Status = change.Status,
        Substatus = change.Status switch
        {
            IssueStatus.Unresolved => IssueSubstatus.Ongoing,
            IssueStatus.Ignored when change.Until is not null || change.Events is not null => IssueSubstatus.ArchivedUntil,
            _ => IssueSubstatus.None,
        },
        ResolvedInRelease = change.InRelease,
        IgnoredUntil = change.Until?.ToUniversalTime(),
        IgnoredEventsLeft = change.Events,
    };
}
