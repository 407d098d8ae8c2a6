using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Caching;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Projects;

/// <summary>Keeps members as documents of the host's partition.</summary>
internal sealed class MemberDirectory : IMemberDirectory
{
    private readonly IDocumentStore _store;
    private readonly AccessGate _access;
    private readonly Changes _changes;
    private readonly ReadCache<(ProjectId Project, string ActorId), Member> _cache;

    public MemberDirectory(Stores stores, AccessGate access, Changes changes, IOptions<MonitoringOptions> options, TimeProvider timeProvider)
    {
        _store = stores.Documents;
        _access = access;
        _changes = changes;
        _cache = new(
            async (key, token) => (await ReadAsync(key.Project, key.ActorId, token).ConfigureAwait(false))?.Value,
            options.Value.DirectoryCacheLifetime,
            timeProvider);
    }

    public async ValueTask<Role?> FindRoleAsync(ProjectId project, string actorId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actorId);
        return project.IsDefault ? null : (await _cache.GetAsync((project, actorId), cancellationToken).ConfigureAwait(false))?.Role;
    }

    public async ValueTask<CommandResult<Page<Member>>> ListAsync(Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Paging.ThrowIfOutOfRange(limit);
        var decision = await _access.CheckAsync(actor, Permission.ReadMembers, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<Member>>(decision);
        }

        var query = new DocumentQuery
        {
            Partition = Partition.Host,
            Type = ProjectDocuments.Member,
            Index = ProjectDocuments.ByProject,
            Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(project.Value))],
            Limit = limit,
            Cursor = cursor,
        };
        var page = await _store.QueryAsync(ProjectDocuments.Member, query, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(new Page<Member> { Items = [.. page.Items.Select(stored => stored.Value)], Next = page.Next });
    }

    public async ValueTask<Page<ProjectId>> ListProjectsAsync(string actorId, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actorId);
        Paging.ThrowIfOutOfRange(limit);
        var query = new DocumentQuery
        {
            Partition = Partition.Host,
            Type = ProjectDocuments.Member,
            Index = ProjectDocuments.ByActor,
            Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(actorId))],
            Limit = limit,
            Cursor = cursor,
        };
        var page = await _store.QueryAsync(ProjectDocuments.Member, query, cancellationToken).ConfigureAwait(false);
        return new Page<ProjectId> { Items = [.. page.Items.Select(stored => stored.Value.ProjectId)], Next = page.Next };
    }

    public async ValueTask<CommandResult<Member>> GetAsync(Actor actor, ProjectId project, string actorId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(actorId);
        var decision = await _access.CheckAsync(actor, Permission.ReadMembers, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Member>(decision);
        }

        var stored = await ReadAsync(project, actorId, cancellationToken).ConfigureAwait(false);
        return stored is null ? NoMember(project, actorId) : CommandResults.Done(stored.Value, stored.Version);
    }

    public ValueTask<CommandResult<Member>> SetAsync(Actor actor, Member member, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        var problem = FieldRules.ActorId(member.ActorId) ?? FieldRules.Role(member.Role);
        return ChangeAsync(actor, MemberChange.To(member, expectedVersion), problem, cancellationToken);
    }

    public ValueTask<CommandResult<Member>> RemoveAsync(
        Actor actor, ProjectId project, string actorId, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actorId);
        return ChangeAsync(actor, new MemberChange(project, actorId, null, expectedVersion), null, cancellationToken);
    }

    private static CommandResult<Member> NoMember(ProjectId project, string actorId) =>
        CommandResults.NotFound<Member>($"Project {project} has no member '{actorId}'.");

    private async ValueTask<CommandResult<Member>> ChangeAsync(Actor actor, MemberChange change, string? problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await _access.CheckAsync(actor, Permission.ManageMembers, change.Project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Member>(decision);
        }

        if (problem is not null)
        {
            return CommandResults.Invalid<Member>(problem);
        }

        var highest = actor.IsAdministrator ? Role.Owner : await FindRoleAsync(change.Project, actor.Id, cancellationToken).ConfigureAwait(false) ?? default;
        for (var attempt = 0; attempt < Changes.MaxAttempts; attempt++)
        {
            if (await TryChangeAsync(actor, change, highest, cancellationToken).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }

        return CommandResults.Conflict<Member>("The members of the project are changed by others all the time; try again.");
    }

    /// <summary>Nothing when somebody else was faster.</summary>
    private async ValueTask<CommandResult<Member>?> TryChangeAsync(Actor actor, MemberChange change, Role highest, CancellationToken cancellationToken)
    {
        var (project, actorId, after, expectedVersion) = change;

        // Read before the member, so that a member who changes after this read also changes the version expected below.
        var membership = await _store.FindAsync(Partition.Host, ProjectDocuments.Membership, project.ToString(), cancellationToken).ConfigureAwait(false);
        var before = await ReadAsync(project, actorId, cancellationToken).ConfigureAwait(false);
        if (before is null && after is null)
        {
            return NoMember(project, actorId);
        }

        if (expectedVersion is { } expected && expected != before?.Version)
        {
            return CommandResults.Conflict("The membership was changed meanwhile.", before?.Value, before?.Version ?? 0);
        }

        if (MemberRules.Refuse(before?.Value, after, highest, membership?.Value.Owners ?? 0) is { } refusal)
        {
            return refusal with { Version = before?.Version ?? 0 };
        }

        if (before?.Value == after)
        {
            return CommandResults.Done(after!, before!.Version);
        }

        var owners = (membership?.Value.Owners ?? 0) + MemberRules.Owners(after) - MemberRules.Owners(before?.Value);
        var guard = ProjectDocuments.Membership.Put(new Membership { ProjectId = project, Owners = owners }, membership?.Version ?? 0);
        var action = before is null ? "member.added" : after is null ? "member.removed" : "member.changed";
        var audit = _changes.Audit(actor, project, action, $"member:{actorId}", ProjectDocuments.Member, before?.Value, after);
        var commit = Commit(before, after, guard, audit);
        var result = await _cache.ForgetAfterAsync((project, actorId), () => _store.CommitAsync(commit, cancellationToken)).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(after ?? before!.Value, after is null ? 0 : result.Versions[^1]) : null;
    }

    private static DocumentCommit Commit(Versioned<Member>? before, Member? after, DocumentPut guard, DocumentPut audit)
    {
        var commit = new DocumentCommit { Partition = Partition.Host, Puts = [guard, audit] };
        if (after is not null)
        {
            return commit with { Puts = [guard, audit, ProjectDocuments.Member.Put(after, before?.Version ?? 0)] };
        }

        var key = ProjectDocuments.Member.GetKey(before!.Value);
        return commit with { Deletes = [new DocumentDelete { Type = ProjectDocuments.Member, Key = key, ExpectedVersion = before.Version }] };
    }

    private ValueTask<Versioned<Member>?> ReadAsync(ProjectId project, string actorId, CancellationToken cancellationToken) =>
        _store.FindAsync(Partition.Host, ProjectDocuments.Member, ProjectDocuments.MemberKey(project, actorId), cancellationToken);
}
