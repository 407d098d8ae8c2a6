using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>Reads rules, their states and their history.</summary>
internal sealed class AlertRecords(IDocumentStore store)
{
    /// <summary>The most states of a rule that are read at once.</summary>
    public const int MaxStates = 1000;

    public ValueTask<Versioned<AlertRuleDocument>?> FindAsync(Partition partition, EntityId rule, CancellationToken cancellationToken) =>
        store.FindAsync(partition, AlertDocuments.Rules, rule.ToString(), cancellationToken);

    public ValueTask<Page<Versioned<AlertRuleDocument>>> ListAsync(Partition partition, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Partition = partition, Type = AlertDocuments.Rules, Index = AlertDocuments.ByCreation, Limit = limit, Cursor = cursor };
        return store.QueryAsync(AlertDocuments.Rules, query, cancellationToken);
    }

    public ValueTask<Versioned<AlertStateDocument>?> FindStateAsync(Partition partition, EntityId rule, string subject, CancellationToken cancellationToken) =>
        store.FindAsync(partition, AlertDocuments.States, AlertDocuments.StateKey(rule, subject), cancellationToken);

    /// <summary>The states of a rule that fire or wait to fire, or the others, those that did not change for long first.</summary>
    public ValueTask<Page<Versioned<AlertStateDocument>>> StatesAsync(
        Partition partition, EntityId rule, bool isActive, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = partition,
            Type = AlertDocuments.States,
            Index = AlertDocuments.ByRule,
            Ranges = [IndexRange.StartingWith(AlertDocuments.OfRule(rule, isActive))],
            Limit = limit,
            Cursor = cursor,
        };
        return store.QueryAsync(AlertDocuments.States, query, cancellationToken);
    }

    /// <summary>The states of all rules about an issue.</summary>
    public async ValueTask<ImmutableArray<Versioned<AlertStateDocument>>> StatesOfIssueAsync(Partition partition, IssueId issue, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = partition,
            Type = AlertDocuments.States,
            Index = AlertDocuments.ByIssue,
            Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(issue.Value))],
            Limit = MaxStates,
        };
        return (await store.QueryAsync(AlertDocuments.States, query, cancellationToken).ConfigureAwait(false)).Items;
    }

    public async ValueTask<AlertFiring?> FindFiringAsync(Partition partition, EntityId rule, EntityId firing, CancellationToken cancellationToken) =>
        (await store.FindAsync(partition, AlertDocuments.Firings, AlertDocuments.FiringKey(rule, firing), cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>What a rule fired for, the last first.</summary>
    public async ValueTask<Page<AlertFiring>> FiringsAsync(Partition partition, EntityId rule, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = partition,
            Type = AlertDocuments.Firings,
            Index = AlertDocuments.ByRule,
            Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(rule))],
            Descending = true,
            Limit = limit,
            Cursor = cursor,
        };
        var page = await store.QueryAsync(AlertDocuments.Firings, query, cancellationToken).ConfigureAwait(false);
        return new Page<AlertFiring> { Items = [.. page.Items.Select(item => item.Value)], Next = page.Next };
    }

    /// <summary>The keys of firings that began before an instant, the oldest first.</summary>
    public async ValueTask<ImmutableArray<string>> OldFiringsAsync(
        Partition partition, EntityId rule, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var key = IndexKey.Empty.Add(rule);
        var query = new DocumentQuery
        {
            Partition = partition,
            Type = AlertDocuments.Firings,
            Index = AlertDocuments.ByRule,
            Ranges = [new IndexRange { From = key, To = key.Add(before) }],
            Limit = limit,
        };
        return [.. (await store.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items.Select(item => item.Key)];
    }

    public ValueTask<Versioned<GuardDocument>?> FindGuardAsync(Partition partition, CancellationToken cancellationToken) =>
        store.FindAsync(partition, AlertDocuments.Guards, GuardDocument.Key, cancellationToken);
}
