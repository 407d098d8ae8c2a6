using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>An issue that comes more often than expected escalates, see <see cref="EscalationForecast"/>.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Ongoing_MoreEventsInAnHourThanTheLimit_EscalatesOnce()
    {
        var id = await OngoingAsync(10);
        var limit = (int)EscalationForecast.Of(Hours(10), isYoung: false).Limit();

        var results = await AppendAsync(_some.Many(limit + 3));

        Assert.Equal(limit, results.TakeWhile(result => result.Outcome == EventAppendOutcome.Added).Count());
        Assert.Equal([EventAppendOutcome.Escalated, EventAppendOutcome.Added, EventAppendOutcome.Added], results[limit..].Select(result => result.Outcome));
        var told = Assert.Single(await TransitionsAsync(), transition => transition.Kind == IssueTransitionKind.Escalated);
        Assert.Equal((IssueSubstatus.Ongoing, IssueSubstatus.Escalating, IssueStateCause.Escalation), (told.StateBefore!.Substatus, told.StateAfter!.Substatus, told.StateAfter.Cause));
        Assert.StartsWith($"{limit + 1} events in the hour from ", told.StateAfter.Reason, StringComparison.Ordinal);
        Assert.Equal(told.StateAfter, (await GetAsync(id)).State);
    }

    [Fact]
    public async Task Ongoing_AsManyEventsAsBefore_DoesNotEscalate()
    {
        var id = await OngoingAsync(10);

        await AppendAsync(_some.Many(20));

        Assert.Equal(IssueSubstatus.Ongoing, IssueLifecycle.At((await GetAsync(id)).State, Time.GetUtcNow()).Substatus);
        Assert.DoesNotContain(await TransitionsAsync(), transition => transition.Kind == IssueTransitionKind.Escalated);
    }

    [Fact]
    public async Task Ongoing_EventsThatHappenedBefore_MoveTheLimit()
    {
        await OngoingAsync(10);
        var limit = (int)EscalationForecast.Of(Hours(10), isYoung: false).Limit();
        await AppendAsync(_some.Many(limit));

        // As many more in the hour before: that hour is the greatest now.
        await AppendAsync([.. _some.Many(limit).Select(late => late with { Timestamp = Time.GetUtcNow().AddHours(-1) })]);

        Assert.Equal(EventAppendOutcome.Added, Assert.Single(await AppendAsync(_some.Next(1))).Outcome);
    }

    [Fact]
    public async Task New_HoweverManyEvents_DoesNotEscalate()
    {
        var id = await OpenIssueAsync(_some.Next(1));

        await AppendAsync(_some.Many(200));

        Assert.Equal(IssueSubstatus.New, (await GetAsync(id)).State.Substatus);
    }

    [Fact]
    public async Task IgnoredUntilEscalating_TheLimit_BringsItBack()
    {
        await AppendAsync(_some.Many(30));
        var id = (await Store.FindIssueByHashAsync(SomeEvents.Project, SomeEvents.Hash(1), Cancellation))!.Id;
        await SetStateAsync(id, IgnoredUntil(new IgnoreConditions { UntilEscalating = true }));

        // Ten times the greatest hour of an issue younger than a week; what was there when it was ignored is such an hour.
        var results = await AppendAsync(_some.Many(271));

        Assert.All(results[..270], result => Assert.Equal(EventAppendOutcome.Added, result.Outcome));
        Assert.Equal(EventAppendOutcome.Regressed, results[270].Outcome);
        var told = Assert.Single(await TransitionsAsync(), transition => transition.Kind == IssueTransitionKind.Escalated);
        Assert.Equal((IssueStatus.Ignored, IssueSubstatus.Escalating), (told.StateBefore!.Status, told.StateAfter!.Substatus));
    }

    [Fact]
    public async Task Merged_TheHashesTogether_MakeTheLimit()
    {
        await OngoingAsync(10);
        await OngoingAsync(10, hash: 2, isPast: true);
        var (first, second) = (await ByHashAsync(1), await ByHashAsync(2));
        await ApplyAsync(first.Id, new IssueChange.Merge { Sources = [second.Id] });
        var limit = (int)EscalationForecast.Of(Hours(20), isYoung: false).Limit();

        var results = await AppendAsync([.. Enumerable.Range(0, limit + 1).Select(i => _some.Next((i % 2) + 1))]);

        Assert.Equal(limit, results.TakeWhile(result => result.Outcome == EventAppendOutcome.Added).Count());
        Assert.Equal(EventAppendOutcome.Escalated, results[^1].Outcome);
    }

    [Fact]
    public async Task The_limit_is_the_same_after_opening_again()
    {
        await OngoingAsync(10);
        var limit = (int)EscalationForecast.Of(Hours(10), isYoung: false).Limit();
        await AppendAsync(_some.Many(limit));

        await ReopenAsync();

        Assert.Equal(EventAppendOutcome.Escalated, Assert.Single(await AppendAsync(_some.Next(1))).Outcome);
    }

    private static long[] Hours(long each) => [.. Enumerable.Repeat(each, EscalationForecast.Hours)];

    /// <summary>An issue that is ongoing and had so many events in each hour of the week before this hour.</summary>
    private async ValueTask<IssueId> OngoingAsync(int perHour, int hash = 1, bool isPast = false)
    {
        var id = await OpenIssueAsync(_some.Next(hash) with { Timestamp = Time.GetUtcNow().AddDays(isPast ? -8 : -1) });
        await SetStateAsync(id, Back);
        if (!isPast)
        {
            Time.Advance(TimeSpan.FromDays(8));
        }

        foreach (var hours in Enumerable.Range(1, EscalationForecast.Hours).Chunk(24))
        {
            await AppendAsync([.. hours.SelectMany(ago => _some.Many(perHour, hash).Select(past => past with { Timestamp = Time.GetUtcNow().AddHours(-ago) }))]);
        }

        return id;
    }
}
