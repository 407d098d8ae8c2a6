using System.Text.Json;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

/// <summary>Does what a PATCH of an issue asks for, as one change.</summary>
internal static class IssueChanging
{
    private const int MaxMerged = 100;

    public static ValueTask<CommandResult<Issue>> ApplyAsync(ApiCall call, IssueId id, IssueChanges changes)
    {
        var status = changes.Status is not null;
        var assignee = changes.Assignee.ValueKind != JsonValueKind.Undefined;
        var merge = !changes.Merge.IsDefault;
        return (status, assignee, merge) switch
        {
            (true, _, false) => SetStatusAsync(call, id, changes, assignee),
            (false, true, false) when HasNoCondition(changes) => AssignAsync(call, id, changes.Assignee),
            (false, false, true) when HasNoCondition(changes) => MergeAsync(call, id, changes),
            _ => Invalid("'status', 'assignee' or both, or 'merge' alone is expected; 'inRelease', 'inReleases', 'inNextRelease' and 'ignore' go with 'status'."),
        };
    }

    private static ValueTask<CommandResult<Issue>> SetStatusAsync(ApiCall call, IssueId id, IssueChanges changes, bool andAssign)
    {
        if (ReadStatus(changes, out var fault) is not { } change)
        {
            return Invalid(fault);
        }

        var issues = call.Service<IIssues>();
        return !andAssign ? issues.SetStatusAsync(call.Actor, id, change, call.ExpectedVersion, call.Cancellation)
            : IsAssignee(changes.Assignee)
                ? issues.SetStatusAndAssignAsync(call.Actor, id, change, changes.Assignee.GetString(), call.ExpectedVersion, call.Cancellation)
                : NoAssignee();
    }

    /// <summary>Reads the status with its conditions; null with the reason when it cannot be read.</summary>
    public static IssueStatusChange? ReadStatus(IssueChanges changes, out string fault)
    {
        fault = !Words.TryParse<IssueStatus>(changes.Status, out var status) ? $"status: '{Problem.Short(changes.Status!)}' is none of {string.Join(", ", Words.Statuses)}."
            : !changes.InReleases.IsDefault && (changes.InRelease is not null || changes.InReleases.Contains(null!))
                ? "inReleases: names of releases are expected, and 'inRelease' must not stand beside them."
            : "";
        return fault.Length > 0 ? null : new IssueStatusChange
        {
            Status = status,
            InReleases = changes.InRelease is { } release ? [release] : changes.InReleases,
            InNextRelease = changes.InNextRelease,
            Ignore = changes.Ignore?.Read(),
        };
    }

    private static ValueTask<CommandResult<Issue>> AssignAsync(ApiCall call, IssueId id, JsonElement assignee) =>
        IsAssignee(assignee)
            ? call.Service<IIssues>().AssignAsync(call.Actor, id, assignee.GetString(), call.ExpectedVersion, call.Cancellation)
            : NoAssignee();

    public static bool IsAssignee(JsonElement assignee) => assignee.ValueKind is JsonValueKind.Null or JsonValueKind.String;

    private static ValueTask<CommandResult<Issue>> NoAssignee() => Invalid("assignee: is neither a string nor null.");

    private static ValueTask<CommandResult<Issue>> MergeAsync(ApiCall call, IssueId id, IssueChanges changes)
    {
        if (changes.Merge.Length is 0 or > MaxMerged)
        {
            return Invalid($"merge: 1 to {MaxMerged} issues are expected.");
        }

        var sources = new List<IssueId>();
        foreach (var text in changes.Merge)
        {
            if (!IssueId.TryParse(text, out var source))
            {
                return Invalid($"merge: '{Problem.Short(text ?? "null")}' is no id of an issue.");
            }

            sources.Add(source);
        }

        return call.Service<IIssues>().MergeAsync(call.Actor, id, [.. sources], call.ExpectedVersion, call.Cancellation);
    }

    public static bool HasNoCondition(IssueChanges changes) => changes is { InRelease: null, InReleases.IsDefault: true, InNextRelease: false, Ignore: null };

    private static ValueTask<CommandResult<Issue>> Invalid(string reason) => ValueTask.FromResult(CommandResults.Invalid<Issue>(reason));
}
