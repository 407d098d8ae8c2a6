using Monitoring.Access;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Events that are to stay.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Pin_AnEvent_KeepsItWhateverItsAge()
    {
        var (pinned, other) = (WithPayload(1), WithPayload(1));
        var id = await OpenIssueAsync(pinned);
        await AppendAsync(other);
        var version = (await GetAsync(id)).Version;

        var result = await ApplyAsync(id, new IssueChange.Pin { EventId = pinned.EventId });

        Assert.NotEqual(version, result.Issue!.Version);
        var told = (await TransitionsAsync())[^1];
        Assert.Equal(
            (IssueTransitionKind.Pinned, id, pinned.EventId, "someone", ActorKind.User, "api", Time.GetUtcNow()),
            (told.Kind, told.IssueId, told.EventId, told.ActorId, told.ActorKind, told.Door, told.At));
        for (var day = 1; day <= 3; day++)
        {
            Time.Advance(TimeSpan.FromDays(day));
            Assert.Equal(1, (await RetainAsync(Time.GetUtcNow())).Events);
            await AppendAsync(_some.Next(2));
            await ReopenAsync();
            var kept = Assert.Single(await EventsAsync(id));
            Assert.Equal((pinned.EventId, true, true), (kept.Event.EventId, kept.HasPayload, kept.IsPinned));
            var read = (await Store.GetEventAsync(Project, pinned.EventId, Cancellation))!;
            Assert.True(read.IsPinned);
            Assert.Equal(RenderErrors.Event(pinned), RenderErrors.Event(read.Event));
            Assert.Null(await Store.GetEventAsync(Project, other.EventId, Cancellation));
        }

        Assert.Equal(2, (await GetAsync(id)).Count);
    }

    [Fact]
    public async Task Unpin_AnEvent_LetsItGoWithItsDay()
    {
        var pinned = WithPayload(1);
        var id = await OpenIssueAsync(pinned);
        await ApplyAsync(id, new IssueChange.Pin { EventId = pinned.EventId });
        await ApplyAsync(id, new IssueChange.Unpin { EventId = pinned.EventId });
        Assert.False(Assert.Single(await EventsAsync(id)).IsPinned);
        Assert.Equal((IssueTransitionKind.Unpinned, pinned.EventId), ((await TransitionsAsync())[^1].Kind, (await TransitionsAsync())[^1].EventId));
        await ApplyAsync(id, new IssueChange.Pin { EventId = pinned.EventId });
        Time.Advance(TimeSpan.FromDays(2));
        await RetainAsync(Time.GetUtcNow());
        await ReopenAsync();
        Assert.Single(await EventsAsync(id));

        await ApplyAsync(id, new IssueChange.Unpin { EventId = pinned.EventId });

        Assert.Empty(await EventsAsync(id));
        Assert.Null(await Store.GetEventAsync(Project, pinned.EventId, Cancellation));
        Assert.Equal(0, (await RetainAsync(Time.GetUtcNow())).Events);
        Assert.Equal(IssueUpdateOutcome.Refused, (await UpdateAsync(id, new IssueChange.Pin { EventId = pinned.EventId })).Outcome);
    }

    [Fact]
    public async Task Pin_WhatCannotBePinned_IsRefusedAndNotTold()
    {
        var (pinned, bare) = (WithPayload(1), _some.Next(1));
        var id = await OpenIssueAsync(pinned);
        var other = await OpenIssueAsync(WithPayload(2));
        await AppendAsync(bare);
        await ApplyAsync(id, new IssueChange.Pin { EventId = pinned.EventId });
        var transitions = (await TransitionsAsync()).Length;

        Assert.Equal(IssueUpdateOutcome.Refused, (await UpdateAsync(other, new IssueChange.Pin { EventId = pinned.EventId })).Outcome);
        Assert.Equal(IssueUpdateOutcome.Refused, (await UpdateAsync(id, new IssueChange.Pin { EventId = bare.EventId })).Outcome);
        Assert.Equal(IssueUpdateOutcome.Refused, (await UpdateAsync(id, new IssueChange.Pin { EventId = SomeEvents.Id(99) })).Outcome);
        Assert.Equal(IssueUpdateOutcome.NotFound, (await UpdateAsync(new IssueId(999), new IssueChange.Pin { EventId = pinned.EventId })).Outcome);
        Assert.Equal(IssueUpdateOutcome.Conflict, (await UpdateAsync(id, new IssueChange.Unpin { EventId = pinned.EventId }, expectedVersion: 999)).Outcome);
        await ApplyAsync(id, new IssueChange.Pin { EventId = pinned.EventId });
        await ApplyAsync(other, new IssueChange.Unpin { EventId = pinned.EventId });

        Assert.Equal(transitions, (await TransitionsAsync()).Length);
        Assert.Equal(pinned.EventId, Assert.Single(await EventsAsync(id), stored => stored.IsPinned).Event.EventId);
    }

    [Fact]
    public async Task Pin_MoreThanAProjectMay_IsRefusedUntilOneIsFree()
    {
        var events = Enumerable.Range(0, ErrorStoreLimits.PinnedEvents + 1).Select(_ => WithPayload(1)).ToArray();
        var id = (await AppendAsync([.. events]))[0].IssueId;
        await Task.WhenAll(events.Skip(1).Select(pinned => UpdateAsync(id, new IssueChange.Pin { EventId = pinned.EventId }).AsTask()));
        await ReopenAsync();

        Assert.Equal(IssueUpdateOutcome.Refused, (await UpdateAsync(id, new IssueChange.Pin { EventId = events[0].EventId })).Outcome);
        await ApplyAsync(id, new IssueChange.Unpin { EventId = events[1].EventId });
        await ApplyAsync(id, new IssueChange.Pin { EventId = events[0].EventId });
    }

    [Fact]
    public async Task Pin_OfAnIssueThatIsMergedAndTakenOut_GoesWithItsEvent()
    {
        var pinned = WithPayload(2);
        var target = await OpenIssueAsync(WithPayload(1));
        var source = await OpenIssueAsync(pinned);
        await ApplyAsync(source, new IssueChange.Pin { EventId = pinned.EventId });
        await ApplyAsync(target, new IssueChange.Merge { Sources = [source] });

        Assert.Equal(pinned.EventId, Assert.Single(await EventsAsync(target), stored => stored.IsPinned).Event.EventId);
        await RetainPayloadsAsync(0);
        Assert.Equal(pinned.EventId, Assert.Single(await EventsAsync(target), stored => stored.HasPayload).Event.EventId);
        await ApplyAsync(target, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });
        Assert.True(Assert.Single(await EventsAsync(source)).IsPinned);
        await ApplyAsync(source, new IssueChange.Delete());
        Assert.DoesNotContain(await EventsAsync(target), stored => stored.IsPinned);
        Assert.Null(await Store.GetEventAsync(Project, pinned.EventId, Cancellation));
    }

    private GroupedEvent WithPayload(int hash, int bytes = 10) => _some.Next(hash) with { Payload = new byte[bytes] };
}
