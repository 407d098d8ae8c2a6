using Monitoring.AspNetCore.Api.Issues;
using Monitoring.ErrorTracking.BulkChanges;

namespace Monitoring.AspNetCore.Api.BulkChanges;

/// <summary>Reads what is to happen to many issues.</summary>
internal static class BulkReading
{
    /// <returns>Nothing, with the reason, when it cannot be read.</returns>
    public static BulkChange? Read(BulkRequest request, out string fault)
    {
        if (request.Delete == request.Change is not null)
        {
            fault = "change, delete: one of them is expected.";
            return null;
        }

        var changes = new IssueBulkRequest { Issues = request.Issues, Query = request.Query, Change = request.Change ?? new IssueChanges() };
        return IssueChanging.ReadBulk(changes, out fault) is not { } read ? null : new BulkChange
        {
            Issues = read.Issues,
            Query = read.Query,
            Status = read.Status,
            Assigns = read.Assigns,
            Assignee = read.Assignee,
            Deletes = request.Delete,
        };
    }
}
