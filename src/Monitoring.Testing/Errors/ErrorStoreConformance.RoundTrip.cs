using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Generators;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>What goes in comes out.</content>
public abstract partial class ErrorStoreConformance
{
    public static TheoryData<string> Texts => [.. StoreGenerators.AwkwardTexts];

    [Fact]
    public async Task GetEvent_EveryFieldSet_ReturnsWhatWasAppended()
    {
        var appended = _some.Full();

        var id = await OpenIssueAsync(appended);

        var stored = await Store.GetEventAsync(Project, appended.EventId, Cancellation);
        Assert.Equal(RenderErrors.Stored(new StoredEvent { IssueId = id, Event = appended, HasPayload = !appended.Payload.IsEmpty }), RenderErrors.Stored(stored));
    }

    [Fact]
    public async Task GetIssue_EveryFieldOfItsEventSet_ShowsThem()
    {
        var appended = _some.Full();

        var id = await OpenIssueAsync(appended);

        var row = await GetAsync(id);
        var expected = new IssueRow
        {
            Id = id,
            ProjectId = Project,
            Number = 1,
            Title = appended.Title,
            Culprit = appended.Culprit,
            Type = appended.Type,
            Level = appended.Level,
            Platform = appended.Platform,
            State = IssueState.Opened with { Since = appended.ReceivedAt },
            Count = 1,
            UserCount = 1,
            FirstSeen = appended.Timestamp,
            LastSeen = appended.Timestamp,
            Environments = [appended.Environment!],
            Services = [appended.Service!],
            Releases = [appended.Release!],
            Hashes = appended.Hashes,
            Version = row.Version,
        };
        AssertSame(expected, row);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_comes_back_as_it_went_in(string text)
    {
        var appended = _some.Next(1) with
        {
            Title = text,
            Culprit = text,
            Type = text,
            Platform = text,
            Release = text,
            Environment = text.Length > 64 ? text[..64] : text,
            Service = text,
            Tags = text.Length == 0 ? [] : [SomeEvents.Tag(text, text)],
        };

        var id = await OpenIssueAsync(appended);
        await ReopenAsync();

        var stored = await Store.GetEventAsync(Project, appended.EventId, Cancellation);
        Assert.Equal(RenderErrors.Stored(new StoredEvent { IssueId = id, Event = appended, HasPayload = !appended.Payload.IsEmpty }), RenderErrors.Stored(stored));
        var row = await GetAsync(id);
        Assert.Equal(text, row.Title);
        Assert.Equal(text, row.Culprit);
        Assert.Equal(text, Assert.Single(row.Releases));
        Assert.Equal(text, Assert.Single(row.Services));
        Assert.Equal(appended.Environment, Assert.Single(row.Environments));
        if (text.Length > 0)
        {
            var tag = Assert.Single(await Store.GetTagsAsync(id, Cancellation));
            Assert.Equal((text, text), (tag.Key, Assert.Single(tag.Values).Value));
        }
    }

    [Fact]
    public async Task GetEvent_OptionalFieldsAbsent_StayAbsent()
    {
        var appended = _some.Next(1);

        await AppendAsync(appended);

        var stored = await Store.GetEventAsync(Project, appended.EventId, Cancellation);
        Assert.NotNull(stored);
        Assert.Null(stored.Event.Release);
        Assert.Null(stored.Event.Environment);
        Assert.Null(stored.Event.Service);
        Assert.Null(stored.Event.UserHash);
        Assert.True(stored.Event.Payload.IsEmpty);
        Assert.Equal(0, (await GetAsync(stored.IssueId)).UserCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(9_999)]
    [InlineData(9_999_999)]
    public async Task Instants_keep_every_tick(long ticks)
    {
        var appended = _some.Next(1) with { Timestamp = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(ticks) };

        var id = await OpenIssueAsync(appended);

        var stored = await Store.GetEventAsync(Project, appended.EventId, Cancellation);
        Assert.Equal(appended.Timestamp.UtcTicks, stored!.Event.Timestamp.UtcTicks);
        Assert.Equal(appended.ReceivedAt.UtcTicks, stored.Event.ReceivedAt.UtcTicks);
        Assert.Equal(appended.Timestamp.UtcTicks, (await GetAsync(id)).FirstSeen.UtcTicks);
    }

    [Fact]
    public async Task Instants_with_an_offset_mean_the_same_instant()
    {
        var local = new DateTimeOffset(2031, 3, 4, 1, 30, 0, TimeSpan.FromHours(5.5)).AddTicks(7);
        var appended = _some.Next(1) with { Timestamp = local, ReceivedAt = local };

        await AppendAsync(appended);

        var stored = await Store.GetEventAsync(Project, appended.EventId, Cancellation);
        Assert.Equal(local.UtcTicks, stored!.Event.Timestamp.UtcTicks);
        Assert.Equal(TimeSpan.Zero, stored.Event.Timestamp.Offset);
        Assert.Equal(TimeSpan.Zero, stored.Event.ReceivedAt.Offset);
    }

    [Fact]
    public async Task Values_that_differ_only_by_case_are_different()
    {
        var appended = _some.Next(1) with { Environment = "Prod", Release = "A", Service = "Shop", Tags = [SomeEvents.Tag("Key", "Value"), SomeEvents.Tag("key", "Value")] };
        var other = _some.Next(1) with { Environment = "prod", Release = "a", Service = "shop", Tags = [SomeEvents.Tag("key", "value")] };

        await AppendAsync(appended, other);

        var row = Assert.Single(await SearchAsync());
        Assert.Equal(["Prod", "prod"], row.Environments);
        Assert.Equal(["A", "a"], row.Releases);
        Assert.Equal(["Shop", "shop"], row.Services);
        Assert.Equal(
            """["Key" total 1 ["Value"=1] others 0, "key" total 2 ["Value"=1, "value"=1] others 0]""",
            RenderErrors.Tags(await Store.GetTagsAsync(row.Id, Cancellation)));
        Assert.Empty(await SearchAsync(new IssueFilter.InEnvironment { Environment = "PROD" }));
        Assert.Empty(await SearchAsync(new IssueFilter.HasTag { Key = "KEY", Value = "Value" }));
    }

    [Fact]
    public async Task Values_beyond_the_basic_plane_are_in_the_order_of_their_code_units()
    {
        string[] values = ["z", "\U0001F4A5", "\U0001F4A5a", "\uE000", "\uFFFD"];
        var tags = values.Select(value => SomeEvents.Tag(value, value)).ToImmutableArray();

        await AppendAsync([.. values.Reverse().Select(value => _some.Next(1) with { Environment = value, Release = value, Service = value, Tags = [.. tags, SomeEvents.Tag("\uFFFE", value)] })]);

        var row = Assert.Single(await SearchAsync());
        Assert.Equal(values, row.Environments);
        Assert.Equal(values, row.Releases);
        Assert.Equal(values, row.Services);
        var counted = await Store.GetTagsAsync(row.Id, Cancellation);
        Assert.Equal([.. values, "\uFFFE"], counted.Select(tag => tag.Key));
        Assert.Equal(values, counted[^1].Values.Select(value => value.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public async Task Payloads_of_any_size_come_back(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        var appended = _some.Next(1) with { Payload = payload };

        await AppendAsync(_some.Next(1) with { Payload = new byte[10] }, appended, _some.Next(2));

        var stored = await Store.GetEventAsync(Project, appended.EventId, Cancellation);
        Assert.True(stored!.Event.Payload.Span.SequenceEqual(payload));
    }

    [Fact]
    public async Task The_callers_buffer_may_be_used_again()
    {
        var buffer = new byte[] { 1, 2, 3 };
        var appended = _some.Next(1) with { Payload = buffer };
        await AppendAsync(appended);

        Array.Clear(buffer);

        var stored = await Store.GetEventAsync(Project, appended.EventId, Cancellation);
        Assert.Equal([1, 2, 3], stored!.Event.Payload.ToArray());
    }

    [Fact]
    public async Task GetEvent_OfNobody_IsNull()
    {
        var appended = _some.Next(1);
        await AppendAsync(appended);

        Assert.Null(await Store.GetEventAsync(Project, SomeEvents.Id(999), Cancellation));
        Assert.Null(await Store.GetEventAsync(OtherProject, appended.EventId, Cancellation));
    }
}
