using System.Text.Json;
using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues.Changing;

/// <summary>Turns status and conditions in Sentry's words into a change.</summary>
internal static class StatusReading
{
    private const long MaxMinutes = 10L * 366 * 24 * 60;

    /// <returns>The change; null, and why, when it cannot be made.</returns>
    public static IssueStatusChange? Read(string word, SentryConditions conditions, DateTimeOffset now, out string? problem)
    {
        problem = Refuse(conditions);
        IssueStatus? status = word switch
        {
            "resolved" or "resolvedInNextRelease" => IssueStatus.Resolved,
            "ignored" or "muted" => IssueStatus.Ignored,
            "unresolved" => IssueStatus.Unresolved,
            _ => null,
        };
        problem ??= status is null ? $"status: '{Problem.Short(word)}' is none of resolved, resolvedInNextRelease, unresolved and ignored." : null;
        problem ??= word == "resolvedInNextRelease" || conditions.InNextRelease == true ? "statusDetails.inNextRelease: is not known by this host; use inRelease." : null;
        return problem is not null ? null : new IssueStatusChange
        {
            Status = status!.Value,
            InRelease = conditions.InRelease,
            Until = conditions.IgnoreUntil ?? (Minutes(conditions) is { } minutes ? now + TimeSpan.FromMinutes(minutes) : null),
            Events = conditions.IgnoreCount,
        };
    }

    /// <summary>The conditions of a call: those beside the status fill in what those under it leave out.</summary>
    public static SentryConditions Join(SentryConditions? under, SentryConditions beside) => under is null || under.IsEmpty ? beside : under;

    private static long? Minutes(SentryConditions conditions) => conditions.IgnoreDuration ?? conditions.SnoozeDuration;

    private static string? Refuse(SentryConditions conditions) =>
        conditions.InCommit.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) ? "statusDetails.inCommit: is not known by this host; use inRelease."
        : conditions.IgnoreUserCount is not null ? "statusDetails.ignoreUserCount: is not known by this host; use ignoreCount."
        : conditions.IgnoreWindow is not null || conditions.IgnoreUserWindow is not null ? "statusDetails.ignoreWindow: is not known by this host; use ignoreCount alone."
        : Minutes(conditions) is < 1 or > MaxMinutes ? $"statusDetails.ignoreDuration: a number of minutes from 1 to {MaxMinutes} is expected."
        : null;
}
