using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Ownership.Rules;
using Monitoring.ErrorTracking.SourceContext.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Ownership.Storing;

/// <summary>Finds owners by the rules of a project, which are kept compiled until they change.</summary>
internal sealed class ProjectOwners(IDocumentStore store)
{
    private const int MaxKept = 100;

    private readonly ConcurrentDictionary<ProjectId, (long Version, ImmutableArray<OwnerRule> Rules)> _compiled = new();

    public ValueTask<Versioned<OwnershipSettings>?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), OwnershipDocuments.Type, OwnershipDocuments.Key, cancellationToken);

    /// <summary>Who owns an event by the rules of its project.</summary>
    public async ValueTask<IssueOwners> FindAsync(ProjectId project, ErrorEvent errorEvent, CancellationToken cancellationToken)
    {
        var stored = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return await FindAsync(project, stored is null ? [] : RulesOf(project, stored), errorEvent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who owns an event by other rules.</summary>
    public async ValueTask<IssueOwners> FindAsync(ProjectId project, ImmutableArray<OwnerRule> rules, ErrorEvent errorEvent, CancellationToken cancellationToken)
    {
        var mappings = await store.FindAsync(Partition.Of(project), CodeMappingsDocuments.Type, CodeMappingsDocument.Key, cancellationToken).ConfigureAwait(false);
        return OwnerSearch.Find(rules, errorEvent, mappings?.Value.Mappings ?? []);
    }

    private ImmutableArray<OwnerRule> RulesOf(ProjectId project, Versioned<OwnershipSettings> stored)
    {
        if (_compiled.TryGetValue(project, out var kept) && kept.Version == stored.Version)
        {
            return kept.Rules;
        }

        if (_compiled.Count >= MaxKept)
        {
            _compiled.Clear();
        }

        var rules = OwnerRuleReader.Read(stored.Value, out _);
        _compiled[project] = (stored.Version, rules);
        return rules;
    }
}
