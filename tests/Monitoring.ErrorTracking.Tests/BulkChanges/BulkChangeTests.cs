using System.Text;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.BulkChanges;
using Monitoring.ErrorTracking.BulkChanges.Running;
using Monitoring.ErrorTracking.BulkChanges.Storing;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Tests.Issues;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Tests.BulkChanges;

/// <summary>Each issue that a job finds is changed once, whatever happens in between.</summary>
public sealed class BulkChangeTests : IssuesTest
{
    private static readonly BulkChange ResolveAll = new() { Query = "is:unresolved", Status = new IssueStatusChange { Status = IssueStatus.Resolved } };

    private IBulkChanges Jobs => Host.Service<IBulkChanges>();

    [Fact]
    public async Task A_search_over_thousands_changes_each_of_them_once_step_by_step()
    {
        await AppendAsync(1_250);
        var left = await OpenAsync("left alone");
        await Issues.SetStatusAsync(Developer, left, new IssueStatusChange { Status = IssueStatus.Ignored }, cancellationToken: Cancellation);

        var job = (await Jobs.StartAsync(Developer, Host.Project, ResolveAll, Cancellation)).Value!;
        var steps = new List<BulkJob>();
        while (await StepAsync(job.Id) is { IsRunning: true } after)
        {
            steps.Add(after);
        }

        var done = (await Jobs.GetAsync(Reporter, Host.Project, job.Id, Cancellation)).Value!;
        Assert.Equal((BulkJobState.Done, 1_250, 1_250, 0, 0), (done.State, done.Found, done.Changed, done.Skipped, done.Failed));
        Assert.Contains(steps, step => step.State == BulkJobState.Finding && step.Found == 1_000);
        Assert.True(steps.Count(step => step.State == BulkJobState.Changing) >= 6, "The work was not cut into steps.");
        Assert.Equal(1_250, await ChangesAsync(IssueStatus.Resolved));
        Assert.Equal(IssueStatus.Ignored, (await Issues.GetAsync(Developer, left, Cancellation)).Value!.Row.State.Status);
        Assert.Empty((await Host.IssuesAsync("is:unresolved")).Items);
    }

    [Fact]
    public async Task Steps_that_were_not_noted_are_taken_again_and_change_nothing_twice()
    {
        await AppendAsync(30);
        var job = (await Jobs.StartAsync(Developer, Host.Project, ResolveAll with { Assigns = true, Assignee = Developer.Id }, Cancellation)).Value!;
        await StepAsync(job.Id);

        // The host dies after the changes and before they are noted, twice.
        await StepAsync(job.Id, isNoted: false);
        await StepAsync(job.Id, isNoted: false);
        var done = (await StepAsync(job.Id))!;

        Assert.Equal((BulkJobState.Done, 30, 0, 0), (done.State, done.Changed, done.Skipped, done.Failed));
        Assert.Equal(30, await ChangesAsync(IssueStatus.Resolved));
    }

    [Fact]
    public async Task An_issue_that_changed_after_it_was_found_is_left_alone()
    {
        await AppendAsync(3);
        var issues = (await Host.IssuesAsync()).Items.Select(issue => issue.Row.Id).ToArray();
        var job = (await Jobs.StartAsync(Developer, Host.Project, ResolveAll with { Query = null, Issues = [.. issues, new IssueId(999_999)] }, Cancellation)).Value!;
        await StepAsync(job.Id);
        await Issues.SetStatusAsync(Maintainer, issues[1], new IssueStatusChange { Status = IssueStatus.Ignored }, cancellationToken: Cancellation);
        await Issues.DeleteAsync(Maintainer, issues[2], cancellationToken: Cancellation);

        var done = (await StepAsync(job.Id))!;

        Assert.Equal((BulkJobState.Done, 3, 1, 2, 0), (done.State, done.Found, done.Changed, done.Skipped, done.Failed));
        Assert.Equal(IssueStatus.Ignored, (await Issues.GetAsync(Developer, issues[1], Cancellation)).Value!.Row.State.Status);
    }

    [Fact]
    public async Task A_job_goes_on_in_the_running_host_and_is_audited_with_its_counts()
    {
        await AppendAsync(12);
        await Host.RunAsync();

        var job = (await Jobs.StartAsync(Maintainer, Host.Project, new BulkChange { Query = "", Deletes = true }, Cancellation)).Value!;
        var audit = await Host.AwaitAuditAsync(entries => entries.Any(entry => entry.Action == "issues.update-ended") && entries.Count(entry => entry.Action == "issue.deleted") == 12);

        Assert.Equal((Maintainer.Id, $"issue-update:{job.Id}", "12 found, 12 changed, 0 skipped, 0 failed"), Assert.Single(audit.Where(entry => entry.Action == "issues.update-ended").Select(entry => (entry.ActorId, entry.Subject, entry.After!))));
        Assert.Contains("\"deletes\":true", Assert.Single(audit, entry => entry.Action == "issues.update-started").After, StringComparison.Ordinal);
        Assert.Empty((await Host.IssuesAsync()).Items);
    }

    [Fact]
    public async Task Who_loses_the_right_in_between_changes_nothing_more()
    {
        await AppendAsync(4);
        var job = (await Jobs.StartAsync(Developer, Host.Project, ResolveAll, Cancellation)).Value!;
        await StepAsync(job.Id);
        await Host.Service<Monitoring.Projects.IMemberDirectory>().SetAsync(
            Actor.System, new Monitoring.Projects.Member { ProjectId = Host.Project, ActorId = Developer.Id, Role = Role.Reporter }, cancellationToken: Cancellation);
        Host.Time.Advance(TimeSpan.FromMinutes(1));

        var done = (await StepAsync(job.Id))!;

        Assert.Equal((BulkJobState.Done, 0, 4), (done.State, done.Changed, done.Failed));
        Assert.NotNull(done.FirstFailure);
        Assert.Equal(0, await ChangesAsync(IssueStatus.Resolved));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_stops_and_a_sixth_one_waits()
    {
        await AppendAsync(3);
        var jobs = new List<BulkJob>();
        for (var i = 0; i < 5; i++)
        {
            jobs.Add((await Jobs.StartAsync(Developer, Host.Project, ResolveAll, Cancellation)).Value!);
        }

        Assert.Equal(CommandOutcome.Conflict, (await Jobs.StartAsync(Developer, Host.Project, ResolveAll, Cancellation)).Outcome);
        await StepAsync(jobs[0].Id);
        Assert.Equal(CommandOutcome.Refused, (await Jobs.CancelAsync(Reporter, Host.Project, jobs[0].Id, Cancellation)).Outcome);
        Assert.Equal(BulkJobState.Cancelled, (await Jobs.CancelAsync(Developer, Host.Project, jobs[0].Id, Cancellation)).Value!.State);

        await StepAsync(jobs[0].Id);

        Assert.Equal(0, await ChangesAsync(IssueStatus.Resolved));
        Assert.Equal(CommandOutcome.Done, (await Jobs.StartAsync(Developer, Host.Project, ResolveAll, Cancellation)).Outcome);
        Assert.Equal(6, (await Jobs.ListAsync(Reporter, Host.Project, 10, null, Cancellation)).Value!.Items.Length);
    }

    private async Task AppendAsync(int count)
    {
        var now = Host.Time.GetUtcNow();
        var events = Enumerable.Range(0, count).Select(number => new GroupedEvent
        {
            ProjectId = Host.Project,
            EventId = EventId.Create(Host.Time),
            Timestamp = now.AddSeconds(-number),
            ReceivedAt = now,
            Hashes = [GroupingHash.FromBytes(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{number}")).AsSpan(0, GroupingHash.ByteLength))],
            Title = $"Error {number}",
            Type = "error",
            Level = ErrorLevel.Error,
            Platform = "csharp",
        });
        await Host.Store.AppendAsync([.. events], Cancellation);
    }

    /// <summary>Takes a step as the runtime does: what it wants to become true is committed with the completion of its timer.</summary>
    private async Task<BulkJob?> StepAsync(EntityId job, bool isNoted = true)
    {
        var store = Host.Service<IDocumentStore>();
        var partition = Partition.Of(Host.Project);
        var claim = new TimerClaim { Partition = partition, Timer = BulkDocuments.Timer(job), DueAt = Host.Time.GetUtcNow(), Attempt = 1, Epoch = 1, Payload = default, LeaseUntil = Host.Time.GetUtcNow().AddMinutes(1) };
        var handler = new BulkStepHandler(store, Host.Service<BulkFinder>(), Host.Service<BulkApplier>(), Host.Service<Monitoring.Auditing.IAuditLog>(), Host.Time);
        var outcome = await handler.HandleAsync(new TimerContext { Claim = claim }, Cancellation);
        if (isNoted && outcome.Commit is { } commit)
        {
            Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(commit, Cancellation)).Outcome);
        }

        return (await store.FindAsync(partition, BulkDocuments.Jobs, job.ToString(), Cancellation))?.Value.Job;
    }

    /// <summary>How often the status of any issue was set to this one.</summary>
    private async Task<int> ChangesAsync(IssueStatus status)
    {
        var (count, after) = (0, 0L);
        while (await Host.Store.ReadTransitionsAsync(after, 1_000, Cancellation) is { IsEmpty: false } page)
        {
            count += page.Count(transition => transition.Kind == IssueTransitionKind.StatusChanged && transition.Status == status);
            after = page[^1].Position;
        }

        return count;
    }
}
