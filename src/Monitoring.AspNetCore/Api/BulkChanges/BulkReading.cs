using System.Text.Json;
using Monitoring.AspNetCore.Api.Issues;
using Monitoring.ErrorTracking.BulkChanges;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.Api.BulkChanges;

/// <summary>Reads what is to happen to many issues.</summary>
internal static class BulkReading
{
    /// <summary>Reads what a change of several issues asks for; null with the reason when it cannot be read.</summary>
    public static BulkChange? Read(BulkRequest request, out string fault)
    {
        var changes = request.Change ?? new IssueChanges();
        IssueStatusChange? status = null;
        fault = request.Delete == request.Change is not null ? "change, delete: one of them is expected."
            : !changes.Merge.IsDefault ? "change.merge: goes with one issue."
            : changes.Status is null && !IssueChanging.HasNoCondition(changes) ? "change: 'inRelease', 'inReleases', 'inNextRelease' and 'ignore' go with 'status'."
            : changes.Assignee.ValueKind != JsonValueKind.Undefined && !IssueChanging.IsAssignee(changes.Assignee) ? "change.assignee: is neither a string nor null."
            : "";
        if (fault.Length == 0 && changes.Status is not null)
        {
            status = IssueChanging.ReadStatus(changes, out fault);
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
}
