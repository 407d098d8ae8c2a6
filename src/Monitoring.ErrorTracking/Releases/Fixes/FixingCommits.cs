using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Releases.Storing;
using Monitoring.Projects;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Releases.Fixes;

/// <summary>
/// Resolves the issues that commits say to fix in the releases that they are attached to. A commit does so once for an issue: what somebody has decided stays.
/// </summary>
internal sealed class FixingCommits(IErrorStore errors, IDocumentStore store, IProjectDirectory projects, IssueCommands issues) : ICommitsFollower
{
    /// <summary>How many issues the commits of a release can name; each costs a look into the store.</summary>
    private const int MaxFixes = 1_000;

    private const int MaxAttempts = 16;

    public async ValueTask FollowAsync(Actor actor, ProjectId project, string release, ImmutableArray<ReleaseCommit> commits, CancellationToken cancellationToken)
    {
        var named = commits
            .SelectMany(commit => FixReferences.Find(commit.Message ?? "").Select(reference => (Commit: commit, Reference: reference)))
            .Take(MaxFixes)
            .ToList();
        if (named.Count == 0 || await projects.FindAsync(project, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return;
        }

        // Short ids of other projects are theirs, though the same people may work on them.
        foreach (var (commit, reference) in named.Where(fix => ShortIds.Fits(found, fix.Reference.Slug)))
        {
            await ResolveAsync(actor, project, release, commit, reference.Number, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask ResolveAsync(Actor actor, ProjectId project, string release, ReleaseCommit commit, long number, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await errors.FindIssueByNumberAsync(project, number, cancellationToken).ConfigureAwait(false) is not { } issue
                || await WasTakenAsync(issue, commit, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            var outcome = IsSettled(issue.State, release) ? CommandOutcome.Done : await SetAsync(actor, issue, release, commit, cancellationToken).ConfigureAwait(false);
            if (outcome == CommandOutcome.Done)
            {
                // Afterwards: when the host dies in between, the commits are sent again, and then it must not be taken for done.
                await KeepAsync(issue, release, commit, cancellationToken).ConfigureAwait(false);
            }

            if (outcome != CommandOutcome.Conflict)
            {
                return;
            }
        }
    }

    /// <summary>Whether an issue stays as it is: somebody has resolved it, or commits have in this release.</summary>
    private static bool IsSettled(IssueState state, string release) =>
        state.Status == IssueStatus.Resolved && (state.Cause != IssueStateCause.Commit || state.ResolvedInReleases.Contains(release));

    private async ValueTask<CommandOutcome> SetAsync(Actor actor, IssueRow issue, string release, ReleaseCommit commit, CancellationToken cancellationToken)
    {
        var author = commit.AuthorName ?? commit.AuthorEmail;
        var result = await issues.SetStatusAsync(
            actor,
            issue.Id,
            new IssueStatusChange { Status = IssueStatus.Resolved, InReleases = InReleases(issue.State, release) },
            state => new IssueChange.SetState
            {
                State = state with { Cause = IssueStateCause.Commit, Reason = author is null ? $"commit {commit.Id}" : $"commit {commit.Id} by {author}" },
            },
            issue.Version,
            cancellationToken).ConfigureAwait(false);
        return result.Outcome;
    }

    /// <summary>A mending that several branches take up is a commit in a release of each.</summary>
    private static ImmutableArray<string> InReleases(IssueState state, string release) =>
        state.Status == IssueStatus.Resolved ? [.. state.ResolvedInReleases.TakeLast(IssueStatusChanges.MaxReleases - 1), release] : [release];

    private async ValueTask<bool> WasTakenAsync(IssueRow issue, ReleaseCommit commit, CancellationToken cancellationToken) =>
        await store.GetAsync(Partition.Of(issue.ProjectId), FixDocuments.Type, FixDocuments.KeyOf(issue.Id, commit.Id), cancellationToken).ConfigureAwait(false) is not null;

    private async ValueTask KeepAsync(IssueRow issue, string release, ReleaseCommit commit, CancellationToken cancellationToken)
    {
        var fix = new FixDocument { IssueId = issue.Id, Commit = commit.Id, Release = release, At = issues.Now };

        // A conflict says that another call of the same commits was faster.
        await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(issue.ProjectId), Puts = [FixDocuments.Type.Put(fix, expectedVersion: 0)] }, cancellationToken)
            .ConfigureAwait(false);
    }
}
