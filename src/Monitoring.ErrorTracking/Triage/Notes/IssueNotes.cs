using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Triage.Notes;

/// <summary>Documents of a type that belong to issues, found by an index whose keys begin with the issue.</summary>
internal sealed class IssueNotes<T>(IDocumentStore store, DocumentType<T> type) : IIssueBelongings
    where T : class
{
    /// <summary>The index that the type must declare.</summary>
    public const string ByIssue = "issue";

    private const int DeletesAtOnce = 100;

    /// <summary>The beginning of the keys of an issue's documents.</summary>
    public static IndexKey KeyOf(IssueId issue) => IndexKey.Empty.Add(issue.Value);

    /// <summary>Lists the documents of an issue, in the order of the index or from its end.</summary>
    public ValueTask<Page<Versioned<T>>> ListAsync(ProjectId project, IssueId issue, int limit, string? cursor, CancellationToken cancellationToken, bool descending = false) =>
        store.QueryAsync(type, Query(project, issue, limit) with { Cursor = cursor, Descending = descending }, cancellationToken);

    public async ValueTask ForgetAsync(ProjectId project, IssueId issue, CancellationToken cancellationToken)
    {
        // Also those that cannot be read.
        while (await store.QueryAsync(Query(project, issue, DeletesAtOnce), cancellationToken).ConfigureAwait(false) is { Items.IsEmpty: false } page)
        {
            var deletes = page.Items.Select(stored => new DocumentDelete { Type = type, Key = stored.Key });
            await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Deletes = [.. deletes] }, cancellationToken).ConfigureAwait(false);
        }
    }

    private DocumentQuery Query(ProjectId project, IssueId issue, int limit) => new()
    {
        Partition = Partition.Of(project),
        Type = type,
        Index = ByIssue,
        Ranges = [IndexRange.StartingWith(KeyOf(issue))],
        Limit = limit,
    };
}
