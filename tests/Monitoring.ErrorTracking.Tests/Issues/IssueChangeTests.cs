using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Issues;

/// <summary>What people do to issues.</summary>
public sealed class IssueChangeTests : IssuesTest
{
    [Fact]
    public async Task A_status_is_set_with_its_conditions_and_comes_back_by_them()
    {
        var id = await OpenAsync("one");

        var resolved = await Issues.SetStatusAsync(Developer, id, new IssueStatusChange { Status = IssueStatus.Resolved }, cancellationToken: Cancellation);
        await OpenAsync("one");
        var regressed = await Issues.GetAsync(Reporter, id, Cancellation);
        var ignored = await Issues.SetStatusAsync(Developer, id, new IssueStatusChange { Status = IssueStatus.Ignored, Ignore = new IgnoreConditions { Events = 2 } }, cancellationToken: Cancellation);
        await OpenAsync("one");
        var still = await Issues.GetAsync(Reporter, id, Cancellation);
        await OpenAsync("one");
        var back = await Issues.GetAsync(Reporter, id, Cancellation);

        Assert.Equal(IssueStatus.Resolved, resolved.Value!.Row.State.Status);
        Assert.Equal(IssueSubstatus.Regressed, regressed.Value!.Row.State.Substatus);
        Assert.Equal(IssueSubstatus.ArchivedUntil, ignored.Value!.Row.State.Substatus);
        Assert.Equal(IssueStatus.Ignored, still.Value!.Row.State.Status);
        Assert.Equal(IssueStatus.Unresolved, back.Value!.Row.State.Status);
    }

    [Fact]
    public async Task A_status_that_makes_no_sense_is_refused_with_the_reason()
    {
        var id = await OpenAsync("one");
        IssueStatusChange[] wrong =
        [
            new() { Status = (IssueStatus)9 },
            new() { Status = IssueStatus.Unresolved, InReleases = ["1.0"] },
            new() { Status = IssueStatus.Ignored, InNextRelease = true },
            new() { Status = IssueStatus.Resolved, InReleases = ["1.0", ""] },
            new() { Status = IssueStatus.Resolved, InReleases = [new string('1', 201)] },
            new() { Status = IssueStatus.Resolved, InReleases = [.. Enumerable.Range(0, 21).Select(i => $"1.{i}")] },
            new() { Status = IssueStatus.Resolved, InReleases = ["1.0"], InNextRelease = true },
            new() { Status = IssueStatus.Resolved, InNextRelease = true },
            new() { Status = IssueStatus.Resolved, Ignore = new IgnoreConditions { Events = 5 } },
            Ignored(new IgnoreConditions { Events = 0 }),
            Ignored(new IgnoreConditions { Users = -1 }),
            Ignored(new IgnoreConditions { Rate = new IgnoreRate { Count = 0, Window = TimeSpan.FromHours(1) } }),
            Ignored(new IgnoreConditions { Rate = new IgnoreRate { Count = 1, Window = TimeSpan.FromSeconds(59) } }),
            Ignored(new IgnoreConditions { Rate = new IgnoreRate { Count = 1, Window = TimeSpan.FromDays(31) } }),
            Ignored(new IgnoreConditions { Until = Host.Time.GetUtcNow() }),
        ];

        foreach (var change in wrong)
        {
            var result = await Issues.SetStatusAsync(Developer, id, change, cancellationToken: Cancellation);
            Assert.Equal(CommandOutcome.Invalid, result.Outcome);
            Assert.NotEmpty(result.Reason!);
        }
    }

    [Fact]
    public async Task What_is_ignored_for_nothing_is_ignored_for_ever()
    {
        var id = await OpenAsync("one");

        var ignored = await Issues.SetStatusAsync(Developer, id, Ignored(new IgnoreConditions()), cancellationToken: Cancellation);

        Assert.Equal((IssueSubstatus.None, null), (ignored.Value!.Row.State.Substatus, ignored.Value.Row.State.Conditions));
    }

    [Fact]
    public async Task An_issue_of_last_week_is_ongoing_wherever_it_is_read()
    {
        var id = await OpenAsync("one");
        Assert.Equal(IssueSubstatus.New, (await Issues.GetAsync(Reporter, id, Cancellation)).Value!.Row.State.Substatus);

        Host.Time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(IssueSubstatus.Ongoing, (await Issues.GetAsync(Reporter, id, Cancellation)).Value!.Row.State.Substatus);
        var listed = await Issues.ListAsync(Reporter, Host.Project, new IssueSearch(), Cancellation);
        Assert.Equal(IssueSubstatus.Ongoing, Assert.Single(listed.Value!.Items).Row.State.Substatus);
    }

    private static IssueStatusChange Ignored(IgnoreConditions conditions) => new() { Status = IssueStatus.Ignored, Ignore = conditions };

    [Fact]
    public async Task A_change_for_another_version_is_a_conflict_that_shows_the_issue()
    {
        var id = await OpenAsync("one");
        var version = (await Issues.GetAsync(Developer, id, Cancellation)).Version;
        var first = await Issues.AssignAsync(Developer, id, Reporter.Id, version, Cancellation);

        var second = await Issues.AssignAsync(Developer, id, null, version, Cancellation);

        Assert.Equal((CommandOutcome.Done, CommandOutcome.Conflict), (first.Outcome, second.Outcome));
        Assert.Equal((Reporter.Id, first.Version), (second.Value!.Row.Assignee, second.Version));
    }

    [Fact]
    public async Task An_assignee_must_be_able_to_see_the_issue()
    {
        var id = await OpenAsync("one");

        Assert.Equal(CommandOutcome.Done, (await Issues.AssignAsync(Developer, id, Reporter.Id, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.AssignAsync(Developer, id, Guest.Id, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.AssignAsync(Developer, id, Stranger.Id, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.AssignAsync(Developer, id, "", cancellationToken: Cancellation)).Outcome);
        Assert.Null((await Issues.AssignAsync(Developer, id, null, cancellationToken: Cancellation)).Value!.Row.Assignee);
    }

    [Fact]
    public async Task Issues_are_merged_and_taken_apart_again()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var hashes = (await Issues.GetAsync(Developer, two, Cancellation)).Value!.Row.Hashes;

        var merged = await Issues.MergeAsync(Developer, one, [two], cancellationToken: Cancellation);
        var split = await Issues.UnmergeAsync(Developer, one, hashes, cancellationToken: Cancellation);

        Assert.Equal(2, merged.Value!.Row.Count);
        Assert.Equal((one, two), (split.Value!.Remaining.Row.Id, split.Value.Separated.Row.Id));
        Assert.Equal(CommandOutcome.Invalid, (await Issues.MergeAsync(Developer, one, [one], cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.MergeAsync(Developer, one, [], cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.MergeAsync(Developer, one, [new IssueId(4711)], cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.UnmergeAsync(Developer, one, [], cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.UnmergeAsync(Developer, one, hashes, cancellationToken: Cancellation)).Outcome);
    }

    [Fact]
    public async Task Merging_again_in_either_direction_changes_nothing()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var merged = (await Issues.MergeAsync(Developer, one, [two], cancellationToken: Cancellation)).Value!;

        var again = await Issues.MergeAsync(Developer, one, [two], cancellationToken: Cancellation);
        var back = await Issues.MergeAsync(Developer, two, [one], cancellationToken: Cancellation);

        Assert.All([again, back], result => Assert.Equal((CommandOutcome.Done, one, 2), (result.Outcome, result.Value!.Row.Id, result.Value.Row.Count)));
        Assert.Equal(merged.Row.Version, back.Value!.Row.Version);
        Assert.Equal(CommandOutcome.Conflict, (await Issues.MergeAsync(Developer, two, [one], merged.Row.Version + 1, Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_deleted_issue_is_gone_and_its_deletion_is_in_the_audit_log()
    {
        var id = await OpenAsync("one");

        var deleted = await Issues.DeleteAsync(Maintainer, id, cancellationToken: Cancellation);

        Assert.Equal("one", deleted.Value!.Row.Title);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetAsync(Maintainer, id, Cancellation)).Outcome);
        await Host.RunAsync();
        var entries = await Host.AwaitAuditAsync(entries => entries.Any(entry => entry.Action == "issue.deleted"));
        var entry = Assert.Single(entries, entry => entry.Action == "issue.deleted");
        Assert.Equal(($"issue:{id}", "mona", "api", "one"), (entry.Subject, entry.ActorId, entry.Door, entry.Before));
    }

    [Fact]
    public async Task Each_change_is_in_the_audit_log_with_before_and_after()
    {
        var id = await OpenAsync("one");
        await Issues.SetStatusAsync(Developer, id, new IssueStatusChange { Status = IssueStatus.Resolved, InReleases = ["shop@2", "shop@1.4.7"] }, cancellationToken: Cancellation);
        await Issues.AssignAsync(Developer, id, Reporter.Id, cancellationToken: Cancellation);

        await Host.RunAsync();
        var entries = await Host.AwaitAuditAsync(entries => entries.Count(entry => entry.Action.StartsWith("issue.", StringComparison.Ordinal)) == 2);

        Assert.Contains(entries, entry => entry is { Action: "issue.status-changed", Before: "unresolved", After: "resolved in shop@2, shop@1.4.7" });
        Assert.Contains(entries, entry => entry is { Action: "issue.assigned", Before: null, After: "rita" });
    }
}
