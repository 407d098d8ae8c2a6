using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>An issue comes back when <see cref="IssueLifecycle"/> says so.</content>
public abstract partial class ErrorStoreConformance
{
    private static readonly IssueState Resolved = new() { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None };
    private static readonly IssueState Ignored = new() { Status = IssueStatus.Ignored, Substatus = IssueSubstatus.None };
    private static readonly IssueState Back = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing };
    private static readonly IssueState Regressed = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Regressed };

    [Fact]
    public async Task Resolved_AnEvent_BringsItBackOnce()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        await SetStateAsync(id, Resolved);

        var results = await AppendAsync(_some.Next(1), _some.Next(1));

        Assert.Equal([EventAppendOutcome.Regressed, EventAppendOutcome.Added], results.Select(result => result.Outcome));
        Assert.Equal(Regressed, await BareAsync(id));
    }

    [Fact]
    public async Task Resolved_ADuplicate_DoesNotBringItBack()
    {
        var appended = _some.Next(1);
        var id = await OpenIssueAsync(appended);
        await SetStateAsync(id, Resolved);

        await AppendAsync(appended);

        Assert.Equal(Resolved, await BareAsync(id));
    }

    [Theory]
    [InlineData("19", false)]
    [InlineData("20", true)]
    [InlineData("21", true)]
    [InlineData("unordered", true)]
    [InlineData(null, true)]
    public async Task ResolvedInRelease_AnEvent_BringsItBackUnlessItsReleaseCameBefore(string? release, bool comesBack)
    {
        var state = Resolved with { ResolvedInReleases = ["20"] };
        var id = await OpenIssueAsync(_some.Next(1));
        await SetStateAsync(id, state);

        var result = Assert.Single(await AppendAsync(_some.Next(1) with { Release = release }));

        Assert.Equal(comesBack ? EventAppendOutcome.Regressed : EventAppendOutcome.Added, result.Outcome);
        Assert.Equal(comesBack ? Regressed : state, await BareAsync(id));
    }

    [Fact]
    public async Task Ignored_Events_AreCountedAndLeaveItSo()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        await SetStateAsync(id, Ignored);

        var results = await AppendAsync(_some.Many(20));

        Assert.All(results, result => Assert.Equal(EventAppendOutcome.Added, result.Outcome));
        Assert.Equal((Ignored, 21L), (await BareAsync(id), (await GetAsync(id)).Count));
    }

    [Fact]
    public async Task Any_event_of_a_batch_may_bring_an_issue_back()
    {
        var state = Resolved with { ResolvedInReleases = ["20"] };
        var id = await OpenIssueAsync(_some.Next(1));
        await SetStateAsync(id, state);
        var batch = ImmutableArray.Create("3", "19", "20", "7").Select(release => _some.Next(1) with { Release = release }).ToImmutableArray();

        var results = await AppendAsync(batch);

        Assert.Equal(
            [EventAppendOutcome.Added, EventAppendOutcome.Added, EventAppendOutcome.Regressed, EventAppendOutcome.Added],
            results.Select(result => result.Outcome));
        Assert.Equal(batch[2].EventId, (await TransitionsAsync())[^1].EventId);
    }

    [Fact]
    public async Task The_version_changes_with_the_state_and_not_with_events()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        var opened = await GetAsync(id);

        await AppendAsync(_some.Next(1), _some.Next(2, 1));
        Assert.Equal(opened.Version, (await GetAsync(id)).Version);

        await SetStateAsync(id, Resolved);
        var resolved = await GetAsync(id);
        await AppendAsync(_some.Next(1));
        var back = await GetAsync(id);
        Assert.Equal(3, new[] { opened.Version, resolved.Version, back.Version }.Distinct().Count());
    }

    [Fact]
    public async Task Opened_AWeekAgo_IsOngoingAndFoundAsSuch()
    {
        var id = await OpenIssueAsync(_some.Next(1));
        var opened = Time.GetUtcNow();

        foreach (var (age, substatus) in new[] { (TimeSpan.FromDays(7) - TimeSpan.FromTicks(1), IssueSubstatus.New), (TimeSpan.FromDays(7), IssueSubstatus.Ongoing) })
        {
            var at = opened + age;
            Assert.Equal(substatus, IssueLifecycle.At((await GetAsync(id)).State, at).Substatus);
            Assert.Single(await SearchAsync(new IssueFilter.HasSubstatus { Substatus = substatus, At = at }));
        }
    }

    /// <summary>A state without what the store adds to it.</summary>
    private static IssueState Bare(IssueState state) => state with { Since = null, Baseline = null, Cause = default, Reason = null };

    private static IssueState IgnoredUntil(IgnoreConditions conditions) => Ignored with { Substatus = IssueSubstatus.ArchivedUntil, Conditions = conditions };

    private async ValueTask<IssueState> BareAsync(IssueId id) => Bare((await GetAsync(id)).State);
}
