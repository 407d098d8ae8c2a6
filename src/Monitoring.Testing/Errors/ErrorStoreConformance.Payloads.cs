using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Payloads that go for want of room.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Retention_PayloadsWithinTheBound_KeepsAll()
    {
        await AppendAsync([.. Enumerable.Range(0, 20).Select(_ => WithPayload(1, 50))]);

        var result = await RetainPayloadsAsync(20 * 50);

        Assert.Equal((0L, 0L, 0L), (result.Events, result.Payloads, result.PayloadBytes));
        Assert.All(await EventsAsync((await ByHashAsync(1)).Id), stored => Assert.True(stored.HasPayload));
    }

    [Fact]
    public async Task Retention_PayloadsBeyondTheBound_ThinsOutAndCountsOn()
    {
        var loud = new List<GroupedEvent>();
        for (var i = 0; i < 90; i++)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            loud.Add(WithPayload(1, 100));
            await AppendAsync(loud[^1]);
        }

        var quiet = WithPayload(2, 100);
        await AppendAsync(quiet);
        var pinned = loud[17];
        var id = (await ByHashAsync(1)).Id;
        await ApplyAsync(id, new IssueChange.Pin { EventId = pinned.EventId });
        var before = await GetAsync(id);

        var result = await RetainPayloadsAsync(3_000);

        Assert.Equal((0L, 91 - 26L, (91 - 26L) * 100), (result.Events, result.Payloads, result.PayloadBytes));
        await ReopenAsync();
        AssertSame(before, await GetAsync(id));
        var events = await EventsAsync(id);
        Assert.Equal(90, events.Length);
        var kept = events.Where(stored => stored.HasPayload).Select(stored => stored.Event.EventId).ToList();
        Assert.Equal(25, kept.Count);
        Assert.Superset(new HashSet<EventId> { loud[0].EventId, loud[^1].EventId, pinned.EventId }, kept.ToHashSet());
        Assert.Equal(kept, (await Store.ListEventsAsync(new EventQuery { IssueId = id, OnlyKept = true, Limit = 100 }, Cancellation)).Items.Select(stored => stored.Event.EventId));
        foreach (var stored in events)
        {
            var read = (await Store.GetEventAsync(Project, stored.Event.EventId, Cancellation))!;
            Assert.Equal((stored.HasPayload, stored.HasPayload ? 100 : 0), (read.HasPayload, read.Event.Payload.Length));
        }

        Assert.True((await Store.GetEventAsync(Project, quiet.EventId, Cancellation))!.HasPayload);
        Assert.Equal(0, (await RetainPayloadsAsync(3_000)).Payloads);
        Assert.Equal(EventAppendOutcome.Duplicate, Assert.Single(await AppendAsync(loud[40])).Outcome);
    }

    /// <summary>Events without a payload count among those that were received after.</summary>
    [Fact]
    public async Task Retention_PayloadsBeyondTheBound_GoAsTheReservoirSays()
    {
        const int Bound = 6_900;
        GroupedEvent[] made =
        [
            .. Enumerable.Range(0, 8).Select(_ => WithPayload(1, 100)), .. _some.Many(100), .. Enumerable.Range(0, 2).Select(_ => WithPayload(1, 100)),
            .. Enumerable.Range(0, 60).Select(_ => WithPayload(2, 100)),
        ];
        var appended = made.Select((one, i) => one with { ReceivedAt = Time.GetUtcNow().AddSeconds(i) }).ToList();
        await AppendAsync([.. appended]);
        var expected = KeptOf(appended);
        Assert.NotEqual(expected, KeptOf(appended.Where(one => !one.Payload.IsEmpty)));

        await RetainPayloadsAsync(Bound);

        var kept = new List<EventId>();
        foreach (var one in appended)
        {
            kept.AddRange((await Store.GetEventAsync(Project, one.EventId, Cancellation))!.HasPayload ? [one.EventId] : []);
        }

        Assert.Equal(expected, kept.Order());

        static List<EventId> KeptOf(IEnumerable<GroupedEvent> events)
        {
            var reservoir = new PayloadReservoir<EventId>();
            foreach (var issue in events.Reverse().GroupBy(one => one.Hashes[0]))
            {
                foreach (var one in issue)
                {
                    reservoir.Add(one.EventId, one.Hashes[0], one.ReceivedAt, one.Payload.Length, isPinned: false, one.EventId);
                }

                reservoir.EndIssue();
            }

            return [.. events.Where(one => !one.Payload.IsEmpty).Select(one => one.EventId).Except(reservoir.Evict(Bound)).Order()];
        }
    }

    [Fact]
    public async Task Retention_AgainAfterMoreCame_ThinsOutWhatWasThere()
    {
        var first = WithPayload(1, 100);
        await AppendAsync([first, .. Enumerable.Range(0, 63).Select(_ => WithPayload(1, 100))]);
        await RetainPayloadsAsync(2_400);
        await AppendAsync([.. Enumerable.Range(0, 64).Select(_ => WithPayload(1, 100))]);

        var result = await RetainPayloadsAsync(2_400);

        Assert.Equal(64, result.Payloads);
        var id = (await ByHashAsync(1)).Id;
        var kept = (await Store.ListEventsAsync(new EventQuery { IssueId = id, OnlyKept = true, Limit = 100 }, Cancellation)).Items;
        Assert.Equal(21, kept.Length);
        Assert.Equal(first.EventId, kept[^1].Event.EventId);
        Assert.Equal(128, (await GetAsync(id)).Count);
    }

    [Fact]
    public async Task Retention_NoRoomAtAll_LeavesWhatIsPinned()
    {
        var (pinned, other) = (WithPayload(1), WithPayload(1));
        var id = await OpenIssueAsync(other);
        await AppendAsync(pinned, WithPayload(2));
        await ApplyAsync(id, new IssueChange.Pin { EventId = pinned.EventId });

        Assert.Equal(2, (await RetainPayloadsAsync(0)).Payloads);

        Assert.Equal(pinned.EventId, Assert.Single(await EventsAsync(id), stored => stored.HasPayload).Event.EventId);
        Assert.Equal(2, (await EventsAsync(id)).Length);
        Assert.Equal(IssueUpdateOutcome.Refused, (await UpdateAsync(id, new IssueChange.Pin { EventId = other.EventId })).Outcome);
    }

    [Fact]
    public async Task Retention_PayloadsOfAProject_LeavesOthersAlone()
    {
        var other = WithPayload(1, 500) with { ProjectId = OtherProject };
        await AppendAsync(other, WithPayload(1), WithPayload(1), WithPayload(1));

        Assert.Equal(3, (await RetainPayloadsAsync(0)).Payloads);

        Assert.Equal(RenderErrors.Event(other), RenderErrors.Event((await Store.GetEventAsync(OtherProject, other.EventId, Cancellation))!.Event));
    }

    [Fact]
    public async Task Retention_PayloadsOfAMergedIssue_LeavesTheEndsOfBothWhenItIsTakenApart()
    {
        var (loud, rare) = (new List<GroupedEvent>(), new List<GroupedEvent>());
        for (var i = 0; i < 60; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            loud.Add(WithPayload(1, 100));
            await AppendAsync(loud[^1]);
            if (i is 20 or 30 or 40)
            {
                rare.Add(WithPayload(2, 100));
                await AppendAsync(rare[^1]);
            }
        }

        var (target, source) = ((await ByHashAsync(1)).Id, (await ByHashAsync(2)).Id);
        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });

        await RetainPayloadsAsync(1_000);

        var kept = (await EventsAsync(target)).Where(stored => stored.HasPayload).Select(stored => stored.Event.EventId).ToHashSet();
        Assert.Superset(new HashSet<EventId> { loud[0].EventId, loud[^1].EventId, rare[0].EventId, rare[^1].EventId }, kept);
        await ApplyAsync(target, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });
        Assert.Equal(
            [rare[^1].EventId, rare[0].EventId],
            (await EventsAsync(source)).Where(stored => stored.HasPayload).Select(stored => stored.Event.EventId).Intersect([rare[0].EventId, rare[^1].EventId]));

        // What is left of either is thinned out for itself from now on.
        await RetainPayloadsAsync(500);
        Assert.Equal([loud[^1].EventId, loud[0].EventId], (await EventsAsync(target)).Where(stored => stored.HasPayload).Select(stored => stored.Event.EventId).Intersect([loud[0].EventId, loud[^1].EventId]));
    }

    [Fact]
    public async Task Retention_PayloadsOfDeletedIssues_TakeNoRoom()
    {
        await AppendAsync([.. Enumerable.Range(0, 50).Select(_ => WithPayload(1, 100))]);
        await AppendAsync([.. Enumerable.Range(0, 3).Select(_ => WithPayload(2, 100))]);
        await ApplyAsync((await ByHashAsync(1)).Id, new IssueChange.Delete());

        Assert.Equal(0, (await RetainPayloadsAsync(300)).Payloads);

        Assert.All(await EventsAsync((await ByHashAsync(2)).Id), stored => Assert.True(stored.HasPayload));
    }

    private ValueTask<RetentionResult> RetainPayloadsAsync(long bytes) => Store.ApplyRetentionAsync(
        new RetentionRule { ProjectId = Project, EventsBefore = DateTimeOffset.MinValue, PayloadBytes = bytes, At = Time.GetUtcNow() }, Cancellation);
}
