using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>Takes the title of an issue that was deleted out of what rules fired for: it is the only text of a sender there.</summary>
internal sealed class AlertForgetting(IDocumentStore store)
{
    private const int AtOnce = 200;

    public async ValueTask ForgetAsync(ProjectId project, IssueId issue, CancellationToken cancellationToken)
    {
        await ForgetAsync(project, issue, AlertDocuments.States, Forget, cancellationToken).ConfigureAwait(false);
        await ForgetAsync(project, issue, AlertDocuments.Firings, Forget, cancellationToken).ConfigureAwait(false);
    }

    private static AlertStateDocument Forget(AlertStateDocument state) => state with
    {
        Subject = Forget(state.Subject),
        Open = state.Open is { } open ? open with { Firing = Forget(open.Firing) } : null,
    };

    private static AlertFiring Forget(AlertFiring firing) => firing with { Subject = Forget(firing.Subject) };

    private static AlertSubject Forget(AlertSubject subject) => subject with { Title = null };

    /// <summary>What was changed meanwhile is left for the next delivery of the deletion, which a conflict brings about.</summary>
    private async ValueTask ForgetAsync<T>(ProjectId project, IssueId issue, DocumentType<T> type, Func<T, T> forget, CancellationToken cancellationToken)
        where T : class
    {
        string? cursor = null;
        do
        {
            var query = new DocumentQuery
            {
                Partition = Partition.Of(project),
                Type = type,
                Index = AlertDocuments.ByIssue,
                Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(issue.Value))],
                Limit = AtOnce,
                Cursor = cursor,
            };
            var page = await store.QueryAsync(type, query, cancellationToken).ConfigureAwait(false);
            ImmutableArray<DocumentPut> puts =
                [.. page.Items.Where(item => !forget(item.Value).Equals(item.Value)).Select(item => type.Put(forget(item.Value), item.Version))];
            if (!puts.IsEmpty
                && (await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = puts }, cancellationToken).ConfigureAwait(false)).Outcome
                    != CommitOutcome.Committed)
            {
                throw new MonitoringException("What rules fired for about a deleted issue was changed meanwhile; the signal will come again.");
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
