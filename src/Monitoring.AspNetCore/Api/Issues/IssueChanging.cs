using System.Text.Json;
using Monitoring.AspNetCore.Api.BulkChanges;
using Monitoring.Commands;
using Monitoring.ErrorTracking.BulkChanges;
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

    /// <summary>Reads what a change of several issues asks for; null with the reason when it cannot be read.</summary>
    public static BulkChange? ReadBulk(BulkRequest request, out string fault)
    {
        var changes = request.Change ?? new IssueChanges();
        IssueStatusChange? status = null;
        fault = request.Delete == request.Change is not null ? "change, delete: one of them is expected."
            : !changes.Merge.IsDefault ? "change.merge: goes with one issue."
            : changes.Status is null && !HasNoCondition(changes) ? "change: 'inRelease', 'inReleases', 'inNextRelease' and 'ignore' go with 'status'."
            : changes.Assignee.ValueKind != JsonValueKind.Undefined && !IsAssignee(changes.Assignee) ? "change.assignee: is neither a string nor null."
            : "";
        if (fault.Length == 0 && changes.Status is not null)
        {
            status = ReadStatus(changes, out fault);
        }

        var issues = new List<IssueId>();
        foreach (var text in request.Issues ?? [])
        {
            if (!IssueId.TryParse(text, out var id))
            {
                fault = $"issues: '{Problem.Short(text ?? "null")}' is no id of an issue.";
                break;
            }

            issues.Add(id);
        }

        return fault.Length > 0 ? null : new BulkChange
        {
            Issues = [.. issues],
            Query = request.Query,
            Status = status,
            Assigns = changes.Assignee.ValueKind != JsonValueKind.Undefined,
            Assignee = changes.Assignee.ValueKind == JsonValueKind.String ? changes.Assignee.GetString() : null,
            Deletes = request.Delete,
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

    private static IssueStatusChange? ReadStatus(IssueChanges changes, out string fault)
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

    private static bool IsAssignee(JsonElement assignee) => assignee.ValueKind is JsonValueKind.Null or JsonValueKind.String;

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

    private static bool HasNoCondition(IssueChanges changes) => changes is { InRelease: null, InReleases.IsDefault: true, InNextRelease: false, Ignore: null };

    private static ValueTask<CommandResult<Issue>> Invalid(string reason) => ValueTask.FromResult(CommandResults.Invalid<Issue>(reason));
}
