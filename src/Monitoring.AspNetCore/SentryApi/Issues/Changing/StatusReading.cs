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
    public static IssueStatusChange? Read(string word, string? substatus, SentryConditions conditions, DateTimeOffset now, out string? problem)
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
        return problem is not null ? null : new IssueStatusChange
        {
            Status = status!.Value,
            InReleases = conditions.InRelease is { } release ? [release] : [],
            InNextRelease = word == "resolvedInNextRelease" || conditions.InNextRelease == true,
            Ignore = Ignore(substatus, conditions, now),
        };
    }

    private static IgnoreConditions? Ignore(string? substatus, SentryConditions conditions, DateTimeOffset now)
    {
        var window = conditions.IgnoreWindow is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
        var ignore = new IgnoreConditions
        {
            Until = conditions.IgnoreUntil ?? (Minutes(conditions) is { } duration ? now + TimeSpan.FromMinutes(duration) : null),
            Events = window is null ? conditions.IgnoreCount : null,
            Users = conditions.IgnoreUserCount,
            Rate = window is { } length ? new IgnoreRate { Count = conditions.IgnoreCount!.Value, Window = length } : null,
            UntilEscalating = substatus == "archived_until_escalating",
        };
        return ignore == new IgnoreConditions() ? null : ignore;
    }

    /// <summary>The conditions of a call: those beside the status fill in what those under it leave out.</summary>
    public static SentryConditions Join(SentryConditions? under, SentryConditions beside) => under is null || under.IsEmpty ? beside : under;

    private static long? Minutes(SentryConditions conditions) => conditions.IgnoreDuration ?? conditions.SnoozeDuration;

    private static string? Refuse(SentryConditions conditions) =>
        conditions.InCommit.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) ? "statusDetails.inCommit: is not known by this host; use inRelease."
        : conditions.IgnoreUserWindow is not null ? "statusDetails.ignoreUserWindow: is not known by this host; use ignoreUserCount alone."
        : conditions.IgnoreWindow is not null && conditions.IgnoreCount is null ? "statusDetails.ignoreWindow: goes with ignoreCount."
        : conditions.IgnoreWindow is < 1 or > MaxMinutes ? $"statusDetails.ignoreWindow: a number of minutes from 1 to {MaxMinutes} is expected."
        : Minutes(conditions) is < 1 or > MaxMinutes ? $"statusDetails.ignoreDuration: a number of minutes from 1 to {MaxMinutes} is expected."
        : null;
}
