using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;

namespace Monitoring.Testing.Models;

/// <content>What people do to issues.</content>
internal sealed partial record ErrorModel
{
    private static readonly IssueState Ongoing = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing };

    private (ErrorModel After, string? Wrong) ExplainUpdate(IssueUpdate update, IssueUpdateResult answer)
    {
        var (after, outcome, separated) = Find(update.IssueId) is { } issue
            ? Apply(issue, update, answer.Separated?.Id ?? default)
            : (this, IssueUpdateOutcome.NotFound, default);
        var wrong = Difference.Find("outcome", $"{outcome} separated {separated}", $"{answer.Outcome} separated {answer.Separated?.Id ?? default}");
        return (after, wrong);
    }

    private (ErrorModel After, IssueUpdateOutcome Outcome, IssueId Separated) Apply(ModelIssue issue, IssueUpdate update, IssueId newId) => update.Change switch
    {
        IssueChange.SetState change => SetState(issue, issue, change.State, update),
        IssueChange.Assign change => Applied(issue with { Assignee = change.Assignee }, Assigned(update, issue, change.Assignee)),
        IssueChange.SetStateAndAssign change => SetState(
            issue, issue with { Assignee = change.Assignee }, change.State, update, Assigned(update, issue, change.Assignee)),
        IssueChange.Pin change => Pin(issue, change, update),
        IssueChange.Unpin change => Unpin(issue, change, update),
        IssueChange.Delete => (Tell(issue, Of(update, IssueTransitionKind.Deleted)).Without(issue), IssueUpdateOutcome.Applied, default),
        IssueChange.Merge change => Merge(issue, change, update),
        IssueChange.Unmerge change => Unmerge(issue, change, update, newId),
        _ => throw new ArgumentException($"The model does not know '{update.Change}'."),
    };

    private (ErrorModel After, IssueUpdateOutcome Outcome, IssueId Separated) SetState(
        ModelIssue before, ModelIssue changed, IssueState wanted, IssueUpdate update, params IssueTransition[] more)
    {
        var told = Of(update, IssueTransitionKind.StatusChanged) with
        {
            StateBefore = IssueLifecycle.At(before.State, update.At),
            StateAfter = IssueLifecycle.Set(wanted, update.At, CountsOf(before)),
        };
        return Applied(changed with { State = told.StateAfter }, [told, .. more]);
    }

    private IssueBaseline Measure(ModelIssue issue, IssueUpdate update) => IssueLifecycle.Measure(CountsOf(issue), update.At);

    /// <summary>The model with the issue's state moved, so that what it counted since that began is what it was in another model.</summary>
    private ErrorModel Rebased(ErrorModel before, ModelIssue issue, IssueUpdate update) => this with
    {
        Issues = Issues.SetItem(issue.Id, issue with { State = IssueLifecycle.Rebase(issue.State, before.Measure(issue, update), Measure(issue, update)) }),
    };

    private (ErrorModel After, IssueUpdateOutcome Outcome, IssueId Separated) Applied(ModelIssue issue, params IssueTransition[] transitions)
    {
        var changed = this with { Issues = Issues.SetItem(issue.Id, issue) };
        return (transitions.Aggregate(changed, (model, transition) => model.Tell(issue, transition)), IssueUpdateOutcome.Applied, default);
    }

    private (ErrorModel After, IssueUpdateOutcome Outcome, IssueId Separated) Merge(ModelIssue target, IssueChange.Merge change, IssueUpdate update)
    {
        var sources = change.Sources.Select(Find).ToList();
        if (sources.Contains(null) || sources.Any(source => source!.Project != target.Project))
        {
            return (this, sources.Contains(null) ? IssueUpdateOutcome.NotFound : IssueUpdateOutcome.Refused, default);
        }

        var after = this;
        var others = sources.OfType<ModelIssue>().Where(source => source.Id != target.Id).DistinctBy(source => source.Id).ToList();
        foreach (var source in others)
        {
            var hashes = HashesOf(source);
            var gone = source with { MergedInto = target.Id, MergedHashes = hashes, MergedAs = after.Merges + 1 };
            after = after.Repoint(source.Project, hashes, target.Id) with { Issues = after.Issues.SetItem(source.Id, gone), Merges = after.Merges + 1 };
        }

        ImmutableArray<IssueMove> moved = [.. others.Select(source => new IssueMove { IssueId = source.Id, Hashes = [.. HashesOf(source)] })];
        after = after.Rebased(this, target, update);
        return (others.Count == 0 ? this : after.Tell(after.Issues[target.Id], Of(update, IssueTransitionKind.Merged) with { Moved = moved }), IssueUpdateOutcome.Applied, default);
    }

    private (ErrorModel After, IssueUpdateOutcome Outcome, IssueId Separated) Unmerge(ModelIssue issue, IssueChange.Unmerge change, IssueUpdate update, IssueId newId)
    {
        var primary = EventsOf(issue).Select(counted => counted.Hashes[0]).Distinct().ToList();
        if (change.Hashes.Except(HashesOf(issue)).Any() || !primary.Intersect(change.Hashes).Any() || !primary.Except(change.Hashes).Any())
        {
            return (this, IssueUpdateOutcome.Refused, default);
        }

        var merged = Issues.Values
            .Where(other => other.IsMergedAway && Find(other.Id)?.Id == issue.Id && other.MergedHashes.Intersect(change.Hashes).Any())
            .MaxBy(other => other.MergedAs);
        var separated = merged is null
            ? new ModelIssue { Id = newId, Project = issue.Project, State = Ongoing }
            : merged with { MergedInto = default, MergedHashes = [], MergedAs = 0 };
        var isGivenBefore = merged is null && (newId.IsDefault || Given.Contains(newId));
        var after = Repoint(issue.Project, change.Hashes, separated.Id) with
        {
            Issues = Issues.SetItem(separated.Id, separated),
            Given = merged is null ? Given.Add(newId) : Given,
        };
        separated = separated with
        {
            State = merged is null ? IssueLifecycle.Set(Ongoing, update.At, after.CountsOf(separated)) : IssueLifecycle.Restore(separated.State, after.Measure(separated, update)),
        };
        after = (after with { Issues = after.Issues.SetItem(separated.Id, separated) }).Rebased(this, issue, update);
        var move = new IssueMove { IssueId = separated.Id, Hashes = [.. change.Hashes.Distinct().Order()] };
        return (after.Tell(after.Issues[issue.Id], Of(update, IssueTransitionKind.Unmerged) with { Moved = [move] }), IssueUpdateOutcome.Applied, isGivenBefore ? default : separated.Id);
    }

    private ErrorModel Repoint(ProjectId project, IEnumerable<GroupingHash> hashes, IssueId owner) =>
        this with { Owners = hashes.Aggregate(Owners, (owners, hash) => owners.SetItem((project, hash), owner)) };

    private static IssueTransition Assigned(IssueUpdate update, ModelIssue before, string? after) =>
        Of(update, IssueTransitionKind.Assigned) with { AssigneeBefore = before.Assignee, AssigneeAfter = after };

    private static IssueTransition Of(IssueUpdate update, IssueTransitionKind kind) => new()
    {
        Position = 0,
        ProjectId = default,
        IssueId = default,
        Kind = kind,
        At = update.At,
        Status = default,
        Title = "",
        Level = default,
        ActorId = update.ActorId,
        ActorKind = update.ActorKind,
        Door = update.Door,
    };
}
