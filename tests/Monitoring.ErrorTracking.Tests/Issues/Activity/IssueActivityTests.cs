using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Issues.Activity;

public sealed class IssueActivityTests : IAsyncLifetime
{
    private static readonly Actor Someone = new() { Kind = ActorKind.Token, Id = "mona", Door = "api", IsAdministrator = true };

    private IntakeHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await IntakeHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_is_done_to_an_issue_stands_there_with_who_did_it_and_when()
    {
        var id = await OpenAsync("one");
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        await SetStatusAsync(id, IssueStatus.Resolved);
        var resolvedAt = _host.Time.GetUtcNow();
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        await _host.Issues.AssignAsync(Someone, id, "mona", cancellationToken: Cancellation);
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        var back = await SendAsync("one");

        await _host.RunAsync();
        var entries = await _host.AwaitActivityAsync(id, 4);

        Assert.Equal(
            [IssueActivityKind.Regressed, IssueActivityKind.Assigned, IssueActivityKind.StatusChanged, IssueActivityKind.Opened], entries.Select(entry => entry.Kind));
        Assert.Equal((IssueStatus.Resolved, IssueSubstatus.Regressed, back.EventId), (entries[0].StateBefore!.Status, entries[0].StateAfter!.Substatus, entries[0].EventId));
        Assert.Equal((null, "mona"), (entries[1].AssigneeBefore, entries[1].AssigneeAfter));
        Assert.Equal((ActorKind.Token, "mona", "api"), (entries[2].ActorKind, entries[2].ActorId, entries[2].Door));
        Assert.Equal(resolvedAt, entries[2].At);
        Assert.All([entries[0], entries[3]], entry => Assert.Null(entry.ActorId));
    }

    [Fact]
    public async Task A_merge_and_its_undoing_are_kept_through_later_events()
    {
        var (one, two) = (await OpenAsync("one"), await OpenAsync("two"));

        await _host.Issues.MergeAsync(Someone, one, [two], cancellationToken: Cancellation);
        Assert.Equal(one, (await SendAsync("two")).IssueId);
        await _host.RunAsync();
        var merged = Assert.Single((await _host.AwaitActivityAsync(two, 2))[..^1]);
        var move = Assert.Single(merged.Moved);
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        var undone = await _host.Issues.UnmergeAsync(Someone, one, move.Hashes, cancellationToken: Cancellation);

        Assert.Equal((one, IssueActivityKind.Merged, two), (merged.IssueId, merged.Kind, move.IssueId));
        Assert.Equal((two, 2L), (undone.Value!.Separated.Row.Id, undone.Value.Separated.Row.Count));
        Assert.Equal((one, two), ((await SendAsync("one")).IssueId, (await SendAsync("two")).IssueId));
        var ofOne = await _host.AwaitActivityAsync(one, 3);
        var ofTwo = await _host.AwaitActivityAsync(two, 2);
        Assert.Equal([IssueActivityKind.Unmerged, IssueActivityKind.Merged, IssueActivityKind.Opened], ofOne.Select(entry => entry.Kind));
        Assert.Equal([IssueActivityKind.SplitOff, IssueActivityKind.Opened], ofTwo.Select(entry => entry.Kind));
        Assert.Equal((two, one), (ofOne[0].Moved[0].IssueId, ofTwo[0].Moved[0].IssueId));
        Assert.Equal(move.Hashes, ofOne[0].Moved[0].Hashes);
    }

    [Fact]
    public async Task An_unmerge_is_undone_by_a_merge_of_what_it_made()
    {
        var (one, two) = (await OpenAsync("one"), await OpenAsync("two"));
        var hashes = (await _host.Store.GetIssueAsync(two, Cancellation))!.Hashes;
        await _host.Issues.MergeAsync(Someone, one, [two], cancellationToken: Cancellation);
        await _host.Issues.UnmergeAsync(Someone, one, hashes, cancellationToken: Cancellation);

        await _host.Issues.MergeAsync(Someone, one, [two], cancellationToken: Cancellation);

        Assert.Equal(one, (await SendAsync("two")).IssueId);
        await _host.RunAsync();
        var kinds = (await _host.AwaitActivityAsync(one, 4)).Select(entry => entry.Kind).ToList();
        Assert.Equal(2, kinds.Count(kind => kind == IssueActivityKind.Merged));
        Assert.Single(kinds, IssueActivityKind.Unmerged);
    }

    [Fact]
    public async Task A_merge_that_was_made_already_leaves_no_second_entry()
    {
        var (one, two) = (await OpenAsync("one"), await OpenAsync("two"));
        await _host.Issues.MergeAsync(Someone, one, [two], cancellationToken: Cancellation);
        await _host.Issues.MergeAsync(Someone, one, [two], cancellationToken: Cancellation);
        await _host.Issues.MergeAsync(Someone, two, [one], cancellationToken: Cancellation);
        await SetStatusAsync(one, IssueStatus.Resolved);

        await _host.RunAsync();

        Assert.Single(await _host.AwaitActivityAsync(one, 3), entry => entry.Kind == IssueActivityKind.Merged);
    }

    [Fact]
    public async Task What_the_store_told_before_a_crash_is_written_after_it_and_once()
    {
        var id = await OpenAsync("one");
        await SetStatusAsync(id, IssueStatus.Resolved);
        var transition = (await _host.Store.ReadTransitionsAsync(0, 10, Cancellation))[^1];

        // Nobody has heard of the change yet, as when the host dies right after it. Then it is told twice.
        Assert.Single((await _host.Issues.ListActivityAsync(Someone, id, cancellationToken: Cancellation)).Value!.Items);
        var recorder = new ActivityRecorder(_host.Service<Storage.Documents.IDocumentStore>(), _host.Store, _host.Service<Auditing.IAuditLog>(), []);
        var told = Told(transition);
        await recorder.HandleAsync(told, Cancellation);
        await recorder.HandleAsync(told with { Attempt = 2 }, Cancellation);

        Assert.Equal(2, (await _host.Issues.ListActivityAsync(Someone, id, cancellationToken: Cancellation)).Value!.Items.Length);
        Assert.Single(await _host.AwaitAuditAsync(_ => true), entry => entry.Action == "issue.status-changed");
    }

    [Fact]
    public async Task Pages_lead_through_all_entries_to_the_opening()
    {
        var id = await OpenAsync("one");
        for (var i = 0; i < 4; i++)
        {
            _host.Time.Advance(TimeSpan.FromSeconds(1));
            await SetStatusAsync(id, i % 2 == 0 ? IssueStatus.Resolved : IssueStatus.Unresolved);
        }

        await _host.RunAsync();
        var all = await _host.AwaitActivityAsync(id, 5);

        foreach (var limit in new[] { 1, 2, 4, 5 })
        {
            var read = new List<IssueActivity>();
            string? cursor = null;
            do
            {
                var page = (await _host.Issues.ListActivityAsync(Someone, id, limit, cursor, Cancellation)).Value!;
                Assert.InRange(page.Items.Length, 0, limit);
                read.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);

            Assert.Equal(all.Select(entry => entry.Id), read.Select(entry => entry.Id));
        }

        Assert.Equal(CommandOutcome.Invalid, (await _host.Issues.ListActivityAsync(Someone, id, 0, null, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await _host.Issues.ListActivityAsync(Someone, id, 10, "what", Cancellation)).Outcome);
    }

    [Fact]
    public async Task The_activity_of_a_deleted_issue_goes_with_it()
    {
        var (one, two, other) = (await OpenAsync("one"), await OpenAsync("two"), await OpenAsync("other"));
        await SetStatusAsync(two, IssueStatus.Ignored);
        await SetStatusAsync(other, IssueStatus.Resolved);
        await _host.Issues.MergeAsync(Someone, one, [two], cancellationToken: Cancellation);
        await _host.RunAsync();
        await _host.AwaitActivityAsync(one, 2);

        await _host.Issues.DeleteAsync(Someone, one, cancellationToken: Cancellation);

        await _host.AwaitAuditAsync(entries => entries.Any(entry => entry.Action == "issue.deleted"));
        Assert.Equal(0, await CountAsync(one));
        Assert.Equal(0, await CountAsync(two));
        Assert.Equal(1, await CountAsync(other));
    }

    [Fact]
    public async Task Who_may_not_read_the_issue_does_not_read_its_activity()
    {
        var id = await OpenAsync("one");
        var stranger = new Actor { Kind = ActorKind.User, Id = "eve" };

        Assert.Equal(CommandOutcome.NotFound, (await _host.Issues.ListActivityAsync(stranger, id, cancellationToken: Cancellation)).Outcome);
    }

    private async Task<int> CountAsync(IssueId id)
    {
        var query = IssueActivityDocuments.Query(_host.Project, id, 100, null);
        return (await _host.Service<Storage.Documents.IDocumentStore>().QueryAsync(query, Cancellation)).Items.Length;
    }

    private static Signals.SignalContext<Signals.Errors.ErrorIssueChanged> Told(IssueTransition transition) => new()
    {
        Id = new EntityId(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])),
        OccurredAt = transition.At,
        Attempt = 1,
        Signal = new()
        {
            ProjectId = transition.ProjectId,
            IssueId = transition.IssueId,
            Title = transition.Title,
            Level = transition.Level,
            Status = transition.Status,
            Change = transition.Kind,
            ActorId = transition.ActorId!,
            ActorKind = transition.ActorKind,
            Door = transition.Door,
            StateBefore = transition.StateBefore,
            StateAfter = transition.StateAfter,
        },
    };

    private async Task SetStatusAsync(IssueId id, IssueStatus status) =>
        Assert.Equal(CommandOutcome.Done, (await _host.Issues.SetStatusAsync(Someone, id, new IssueStatusChange { Status = status }, cancellationToken: Cancellation)).Outcome);

    private async Task<IssueId> OpenAsync(string message) => (await SendAsync(message)).IssueId;

    private async Task<IngestedEvent> SendAsync(string message) =>
        Assert.Single((await _host.SendAsync($$"""{"message":"{{message}}"}""", IngestEndpoint.Store)).Events);
}
