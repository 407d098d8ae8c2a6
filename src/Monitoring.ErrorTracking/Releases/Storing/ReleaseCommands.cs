using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>Changes releases. Each change is one commit with its audit entry and its signals.</summary>
internal sealed class ReleaseCommands(ReleaseStore releases, IAccessControl access, IAuditLog audit, ICommitsFollower follower, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;
    private const int DeploysAtOnce = 500;

    public ValueTask<CommandResult<Release>> SaveAsync(
        Actor actor, ProjectId project, string version, ReleaseChange change, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return ChangeAsync(
            actor,
            project,
            version,
            ReleaseRules.Change(change),
            expectedVersion,
            before => new ReleaseDraft(before with
            {
                IsFromEvent = false,
                Ref = change.Ref ?? before.Ref,
                Url = change.Url ?? before.Url,
                ReleasedAt = change.ReleasedAt?.ToUniversalTime() ?? before.ReleasedAt,
                IsArchived = change.IsArchived ?? before.IsArchived,
            }),
            cancellationToken);
    }

    public async ValueTask<CommandResult<Deploy>> AddDeployAsync(
        Actor actor, ProjectId project, string version, Deploy deploy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deploy);
        var recorded = deploy with
        {
            Id = EntityId.Create(timeProvider),
            StartedAt = deploy.StartedAt?.ToUniversalTime(),
            FinishedAt = (deploy.FinishedAt ?? timeProvider.GetUtcNow()).ToUniversalTime(),
        };
        var signal = new DeployRecorded
        {
            ProjectId = project,
            Version = version,
            Environment = recorded.Environment,
            DeployId = recorded.Id,
            FinishedAt = recorded.FinishedAt.Value,
        };
        var result = await ChangeAsync(
            actor,
            project,
            version,
            ReleaseRules.Deploy(recorded),
            null,
            before => new ReleaseDraft(before with { IsFromEvent = false, Deploys = before.Deploys + 1 })
            {
                Puts = [ReleaseDocuments.Deploy.Put(new DeployDocument { Version = version, Deploy = recorded })],
                Signals = [ReleaseSignals.Of(signal, timeProvider)],
            },
            cancellationToken).ConfigureAwait(false);
        return new CommandResult<Deploy>
        {
            Outcome = result.Outcome,
            Value = result.Outcome == CommandOutcome.Done ? recorded : null,
            Reason = result.Reason,
            Access = result.Access,
        };
    }

    public async ValueTask<CommandResult<Release>> SetCommitsAsync(
        Actor actor, ProjectId project, string version, ImmutableArray<ReleaseCommit> commits, CancellationToken cancellationToken)
    {
        var wanted = commits.IsDefault ? [] : commits;
        var problem = ReleaseRules.Commits(wanted);
        var (kept, put) = Fit(version, problem is null ? [.. wanted.Take(ReleaseRules.MaxCommits).Select(ReleaseRules.Trim)] : []);
        var result = await ChangeAsync(
            actor,
            project,
            version,
            problem,
            null,
            before => new ReleaseDraft(before with { IsFromEvent = false, Commits = kept.Length, LastCommit = wanted.IsEmpty ? null : wanted[0].Id }) { Puts = [put] },
            cancellationToken).ConfigureAwait(false);
        if (result.Outcome == CommandOutcome.Done)
        {
            await follower.FollowAsync(actor, project, version, kept, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public async ValueTask<CommandResult<Release>> DeleteAsync(Actor actor, ProjectId project, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(version);
        var decision = await access.CheckAsync(actor, Permission.ManageReleases, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Release>(decision);
        }

        if (ReleaseRules.Version(version) is not null || await releases.FindAsync(project, version, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return CommandResults.NotFound<Release>("There is no release of this name.");
        }

        await DeleteDeploysAsync(project, version, cancellationToken).ConfigureAwait(false);
        var commit = new DocumentCommit
        {
            Partition = Partition.Of(project),
            Puts = [Audit(actor, project, "release.deleted", version)],
            Deletes =
            [
                new DocumentDelete { Type = ReleaseDocuments.Release, Key = version },
                new DocumentDelete { Type = ReleaseDocuments.Commits, Key = version },
            ],
        };
        await releases.Documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(stored.Value);
    }

    /// <summary>Keeps as many of the newest commits as there is room for. Clients send all since the release before, however many these are, and have no way to send fewer.</summary>
    private static (ImmutableArray<ReleaseCommit> Kept, DocumentPut Put) Fit(string version, ImmutableArray<ReleaseCommit> commits)
    {
        while (true)
        {
            var put = ReleaseDocuments.Commits.Put(new CommitsDocument { Version = version, Commits = commits });
            if (put.Body.Length <= ReleaseRules.MaxCommitsBytes)
            {
                return (commits, put);
            }

            commits = commits[..Math.Min(commits.Length - 1, (int)((long)commits.Length * ReleaseRules.MaxCommitsBytes / put.Body.Length))];
        }
    }

    /// <summary>Deletes the deploys of a release, some at a time, before the release itself: another one of its name must not find them.</summary>
    private async Task DeleteDeploysAsync(ProjectId project, string version, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = Partition.Of(project),
            Type = ReleaseDocuments.Deploy,
            Index = ReleaseDocuments.ByRelease,
            Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(version))],
            Limit = DeploysAtOnce,
        };
        var isMore = true;
        while (isMore)
        {
            var deploys = await releases.Documents.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            isMore = deploys.Next is not null;
            var commit = new DocumentCommit
            {
                Partition = query.Partition,
                Deletes = [.. deploys.Items.Select(deploy => new DocumentDelete { Type = ReleaseDocuments.Deploy, Key = deploy.Key })],
            };
            await releases.Documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<CommandResult<Release>> ChangeAsync(
        Actor actor,
        ProjectId project,
        string version,
        string? problem,
        long? expectedVersion,
        Func<Release, ReleaseDraft> apply,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(version);
        var decision = await access.CheckAsync(actor, Permission.ManageReleases, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Release>(decision);
        }

        if ((ReleaseRules.Version(version) ?? problem) is { } fault)
        {
            return CommandResults.Invalid<Release>(fault);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await releases.FindAsync(project, version, cancellationToken).ConfigureAwait(false);
            if (expectedVersion is { } expected && expected != (stored?.Version ?? 0))
            {
                return CommandResults.Conflict("The release was changed meanwhile.", stored?.Value, stored?.Version ?? 0);
            }

            var draft = apply(stored?.Value ?? new Release { Version = version, CreatedAt = timeProvider.GetUtcNow() });
            if (await CommitAsync(actor, project, stored, draft, cancellationToken).ConfigureAwait(false) is { } done)
            {
                return done;
            }
        }

        return CommandResults.Conflict<Release>("The release is changed by others all the time; try again.");
    }

    /// <summary>Nothing when somebody else was faster.</summary>
    private async ValueTask<CommandResult<Release>?> CommitAsync(
        Actor actor, ProjectId project, Versioned<Release>? stored, ReleaseDraft draft, CancellationToken cancellationToken)
    {
        if (stored?.Value == draft.Release && draft.Puts.IsEmpty)
        {
            return CommandResults.Done(draft.Release, stored.Version);
        }

        var version = draft.Release.Version;
        var created = new ReleaseCreated { ProjectId = project, Version = version, IsFromEvent = false };
        var commit = new DocumentCommit
        {
            Partition = Partition.Of(project),
            Puts =
            [
                ReleaseDocuments.Release.Put(draft.Release, stored?.Version ?? 0),
                .. draft.Puts,
                Audit(actor, project, stored is null ? "release.created" : "release.changed", version),
            ],
            Signals = stored is null ? [ReleaseSignals.Of(created, timeProvider), .. draft.Signals] : draft.Signals,
        };
        var result = await releases.Documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(draft.Release, result.Versions[0]) : null;
    }

    private DocumentPut Audit(Actor actor, ProjectId project, string action, string version) =>
        audit.Prepare(AuditEntry.Of(actor, project, action, $"release:{version}", timeProvider));
}
