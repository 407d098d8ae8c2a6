using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Events of which nothing but the facts is kept.</content>
public abstract partial class ErrorStoreConformance
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListEvents_SomeWithoutPayload_CountsAllAndTellsWhichAreKept(bool reopened)
    {
        var first = _some.Next(1);
        var events = Enumerable.Range(0, 12).Select(index => _some.Next(1) with
        {
            ReceivedAt = first.ReceivedAt.AddSeconds(index),
            Payload = index % 4 == 0 ? "payload"u8.ToArray() : default,
        }).ToArray();
        var results = await Store.AppendAsync([.. events], Cancellation);
        var issue = results[0].IssueId;
        if (reopened)
        {
            await ReopenAsync();
        }

        var all = await EventsAsync(issue);
        var kept = await Store.ListEventsAsync(new EventQuery { IssueId = issue, OnlyKept = true, Limit = 2 }, Cancellation);
        var rest = await Store.ListEventsAsync(new EventQuery { IssueId = issue, OnlyKept = true, Limit = 2, Cursor = kept.Next }, Cancellation);

        Assert.Equal(12, (await GetAsync(issue)).Count);
        Assert.Equal(events.Reverse().Select(appended => (appended.EventId, !appended.Payload.IsEmpty)), all.Select(stored => (stored.Event.EventId, stored.HasPayload)));
        Assert.Equal([events[8].EventId, events[4].EventId, events[0].EventId], kept.Items.Concat(rest.Items).Select(stored => stored.Event.EventId));
        Assert.Null(rest.Next);
        foreach (var appended in events)
        {
            var stored = (await Store.GetEventAsync(Project, appended.EventId, Cancellation))!;
            Assert.Equal((!appended.Payload.IsEmpty, appended.Payload.Length), (stored.HasPayload, stored.Event.Payload.Length));
        }
    }
}
