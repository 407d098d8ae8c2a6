using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Storage;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <summary>The contract of <see cref="IErrorStore"/> in executable form. Derive one class and say how to open the store.</summary>
public abstract partial class ErrorStoreConformance : StoreConformance<IErrorStore>
{
    private static readonly ProjectId Project = SomeEvents.Project;
    private static readonly ProjectId OtherProject = new(8);

    private SomeEvents _some;

    /// <summary>Starts a test.</summary>
    protected ErrorStoreConformance() => _some = new SomeEvents(Time);

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        // Before the store is opened, since it is the store that hands the order to the life cycle.
        Setup = Setup with { ReleaseOrder = new NumberedReleases() };
        _some = new SomeEvents(Time);
        await base.InitializeAsync();
    }

    private ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(params ImmutableArray<GroupedEvent> events) => Store.AppendAsync(events, Cancellation);

    /// <summary>Appends an event and gives its issue.</summary>
    private async ValueTask<IssueId> OpenIssueAsync(GroupedEvent appended)
    {
        var result = Assert.Single(await AppendAsync(appended));
        Assert.Equal(EventAppendOutcome.NewIssue, result.Outcome);
        return result.IssueId;
    }

    private async ValueTask<IssueRow> GetAsync(IssueId id) => Assert.IsType<IssueRow>(await Store.GetIssueAsync(id, Cancellation));

    private ValueTask<IssueUpdateResult> UpdateAsync(IssueId id, IssueChange change, long? expectedVersion = null) => Store.UpdateIssueAsync(
        new IssueUpdate { IssueId = id, Change = change, ActorId = "someone", ActorKind = ActorKind.User, Door = "api", At = Time.GetUtcNow(), ExpectedVersion = expectedVersion }, Cancellation);

    private async ValueTask<IssueUpdateResult> ApplyAsync(IssueId id, IssueChange change)
    {
        var result = await UpdateAsync(id, change);
        Assert.Equal(IssueUpdateOutcome.Applied, result.Outcome);
        return result;
    }

    private async ValueTask SetStateAsync(IssueId id, IssueState state) => await ApplyAsync(id, new IssueChange.SetState { State = state });

    private async ValueTask<ImmutableArray<IssueTransition>> TransitionsAsync(long after = 0) => await Store.ReadTransitionsAsync(after, 1_000, Cancellation);

    private async ValueTask<ImmutableArray<StoredEvent>> EventsAsync(IssueId id) =>
        (await Store.ListEventsAsync(new EventQuery { IssueId = id, Limit = 100 }, Cancellation)).Items;

    private async ValueTask<ImmutableArray<IssueRow>> SearchAsync(IssueFilter? filter = null, IssueSort sort = IssueSort.LastSeen) =>
        (await Store.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Filter = filter, Sort = sort, Limit = 100 }, Cancellation)).Items;

    private static async ValueTask AssertForeignAsync(Func<ValueTask> call) => await Assert.ThrowsAsync<InvalidCursorException>(async () => await call());

    private static async ValueTask AssertMisuseAsync(Func<ValueTask> call) => await Assert.ThrowsAnyAsync<ArgumentException>(async () => await call());

    private static void AssertSame(IssueRow expected, IssueRow? actual) => Assert.Equal(RenderErrors.Issue(expected), RenderErrors.Issue(actual));
}
