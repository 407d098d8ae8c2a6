using Monitoring.ErrorTracking.Triage.Notes;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Triage.Comments;

/// <summary>
/// Keeps the number of an issue's comments beside them. Where it is not there, as with comments of before it was kept, or cannot be read, they are counted; the next
/// comment writes it down.
/// </summary>
internal sealed class CommentCounter(IDocumentStore store, IssueNotes<IssueComment> notes)
{
    private const int AtOnce = 1_000;

    /// <summary>The number, and the version that it is stored with, 0 for none.</summary>
    public async ValueTask<(int Count, long Version)> ReadAsync(IssueRow issue, CancellationToken cancellationToken)
    {
        var stored = await store.GetAsync(Partition.Of(issue.ProjectId), CommentDocuments.Counts, issue.Id.ToString(), cancellationToken).ConfigureAwait(false);
        return stored is not null && CommentDocuments.Counts.TryRead(stored, out var count)
            ? (count.Value.Count, count.Version)
            : (await CountAsync(issue, cancellationToken).ConfigureAwait(false), stored?.Version ?? 0);
    }

    /// <summary>The put of another number, to be committed with what makes it another.</summary>
    public async ValueTask<DocumentPut> ChangeAsync(IssueRow issue, int by, CancellationToken cancellationToken)
    {
        var (count, version) = await ReadAsync(issue, cancellationToken).ConfigureAwait(false);
        return CommentDocuments.Counts.Put(new IssueCommentCount { IssueId = issue.Id, Count = Math.Max(0, count + by) }, version);
    }

    private async ValueTask<int> CountAsync(IssueRow issue, CancellationToken cancellationToken)
    {
        var count = 0;
        string? cursor = null;
        do
        {
            var page = await notes.ListAsync(issue.ProjectId, issue.Id, AtOnce, cursor, cancellationToken).ConfigureAwait(false);
            count += page.Items.Length;
            cursor = page.Next;
        }
        while (cursor is not null);
        return count;
    }
}
