using System.Collections.Immutable;
using Monitoring.ErrorTracking.BulkChanges.Storing;
using Monitoring.ErrorTracking.Searching.Compiling;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.BulkChanges.Running;

/// <summary>Writes down which issues a job is about, before any of them is changed: a change may alter what a search finds.</summary>
internal sealed class BulkFinder(IErrorStore errors, SearchQueries queries)
{
    /// <summary>The most issues of one job.</summary>
    public const int MaxIssues = 100_000;

    private const int PagesAtOnce = 10;
    private const int PageLimit = 100;

    /// <summary>Finds some more issues.</summary>
    /// <returns>The job after it, and what is written with it.</returns>
    public async ValueTask<(BulkJobDocument After, ImmutableArray<DocumentPut> Puts)> FindAsync(BulkJobDocument before, CancellationToken cancellationToken)
    {
        var (rows, cursor) = before.Job.Change.Query is null
            ? (await NamedAsync(before.Job, cancellationToken).ConfigureAwait(false), null)
            : await SearchAsync(before, cancellationToken).ConfigureAwait(false);
        var found = before.Job.Found + rows.Count;
        var isOver = cursor is null || found >= MaxIssues;
        var after = before with
        {
            Job = before.Job with { Found = found, State = isOver ? BulkJobState.Changing : BulkJobState.Finding, IsTruncated = cursor is not null && isOver },
            Cursor = cursor,
            Parts = before.Parts + (rows.Count > 0 ? 1 : 0),
        };
        var part = new BulkPartDocument
        {
            JobId = before.Job.Id,
            Number = before.Parts,
            Issues = [.. rows.Select(row => row.Id.Value)],
            Versions = [.. rows.Select(row => row.Version)],
        };
        return (after, rows.Count > 0 ? [BulkDocuments.Parts.Put(part)] : []);
    }

    private async ValueTask<List<IssueRow>> NamedAsync(BulkJob job, CancellationToken cancellationToken)
    {
        var rows = new List<IssueRow>();
        foreach (var id in job.Change.Issues)
        {
            if (await errors.GetIssueAsync(id, cancellationToken).ConfigureAwait(false) is { } row && row.ProjectId == job.ProjectId)
            {
                rows.Add(row);
            }
        }

        return [.. rows.DistinctBy(row => row.Id)];
    }

    private async ValueTask<(List<IssueRow> Rows, string? Cursor)> SearchAsync(BulkJobDocument before, CancellationToken cancellationToken)
    {
        var (_, filter) = await queries.ReadIssuesAsync(before.Actor, before.Job.ProjectId, before.Job.Change.Query, cancellationToken).ConfigureAwait(false);
        var rows = new List<IssueRow>();
        var cursor = before.Cursor;
        for (var pages = 0; pages < PagesAtOnce && before.Job.Found + rows.Count < MaxIssues; pages++)
        {
            // By first seen: new events do not move an issue in this order.
            var query = new IssueQuery { ProjectId = before.Job.ProjectId, Filter = filter, Sort = IssueSort.FirstSeen, Limit = PageLimit, Cursor = cursor };
            var page = await errors.SearchIssuesAsync(query, cancellationToken).ConfigureAwait(false);
            rows.AddRange(page.Items);
            cursor = page.Next;
            if (cursor is null)
            {
                break;
            }
        }

        return (rows, cursor);
    }
}
