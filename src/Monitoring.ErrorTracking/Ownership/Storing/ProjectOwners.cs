using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Ownership.Rules;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.ErrorTracking.SourceContext.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Ownership.Storing;

/// <summary>Finds owners by the rules of a project.</summary>
internal sealed class ProjectOwners(IDocumentStore store, TimeProvider timeProvider)
{
    private readonly SettingsCache<OwnershipSettings, CompiledOwnership> _cache = new(
        OwnershipDocuments.Kind, (_, settings, _) => new CompiledOwnership(settings.AssignsOwner, OwnerRuleReader.Read(settings, out var _)), store, timeProvider);

    /// <summary>Lets this host see a change at once.</summary>
    public void Forget(ProjectId project) => _cache.Forget(project);

    /// <summary>Whether issues are assigned to their owners.</summary>
    public async ValueTask<bool> AssignsAsync(ProjectId project, CancellationToken cancellationToken) =>
        (await _cache.GetAsync(project, cancellationToken).ConfigureAwait(false)).AssignsOwner;

    /// <summary>Who owns an event by the rules of its project.</summary>
    public async ValueTask<IssueOwners> FindAsync(ProjectId project, ErrorEvent errorEvent, CancellationToken cancellationToken)
    {
        var compiled = await _cache.GetAsync(project, cancellationToken).ConfigureAwait(false);
        return await FindAsync(project, compiled.Rules, errorEvent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who owns an event by other rules.</summary>
    public async ValueTask<IssueOwners> FindAsync(ProjectId project, ImmutableArray<OwnerRule> rules, ErrorEvent errorEvent, CancellationToken cancellationToken)
    {
        var mappings = await store.ReadAsync(CodeMappingsDocuments.Kind, project, cancellationToken).ConfigureAwait(false);
        return OwnerSearch.Find(rules, errorEvent, mappings.Mappings);
    }

    private sealed record CompiledOwnership(bool AssignsOwner, ImmutableArray<OwnerRule> Rules);
}
