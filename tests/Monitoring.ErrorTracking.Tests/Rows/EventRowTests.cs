using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Rows;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Rows;

public sealed class EventRowTests
{
    [Theory]
    [InlineData("""{"tags":{"service.name":"a","service":"b"},"release":"pkg@1"}""", "key", "a")]
    [InlineData("""{"tags":{"service":"b"},"release":"pkg@1"}""", "key", "b")]
    [InlineData("""{"release":"pkg@1"}""", "key", "key")]
    [InlineData("""{"release":"com.example.shop@1.2.3+4"}""", null, "com.example.shop")]
    [InlineData("""{"release":"1.2.3"}""", null, null)]
    [InlineData("{}", null, null)]
    public async Task Service_is_that_of_the_tags_or_the_key_or_the_release(string json, string? ofKey, string? service)
    {
        Assert.Equal(service, (await RowAsync(json, ofKey)).Service);
    }

    [Fact]
    public async Task Tags_are_those_of_the_sender_and_those_that_follow_from_the_event()
    {
        const string json =
            """
            {"tags":{"level":"mine","tenant":"eu"},"level":"fatal","logger":"root","environment":"test","release":"shop@1","transaction":"/pay","server_name":"web-1",
             "user":{"id":7},"request":{"url":"https://shop.example/pay?x=1"},
             "exception":{"values":[{"type":"E","value":"x","mechanism":{"type":"onerror","handled":false}}]},
             "contexts":{"os":{"name":"Linux","version":"6.1"},"runtime":{"name":"CPython"},"browser":{"version":"1"},"device":{"family":"Phone","model":"P1"}}}
            """;

        var tags = (await RowAsync(json)).Tags.ToDictionary(tag => tag.Key, tag => tag.Value);

        Assert.Equal(tags.Keys.Order(StringComparer.Ordinal), tags.Keys);
        Assert.Equal(
            "device=P1 device.family=Phone environment=test handled=no level=mine logger=root mechanism=onerror os=Linux 6.1 os.name=Linux release=shop@1 "
            + "runtime=CPython runtime.name=CPython server_name=web-1 tenant=eu transaction=/pay url=https://shop.example/pay user=id:7 user.id=7",
            string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}")));
    }

    /// <summary>No encoding can write half of a character: what is kept in memory must be what comes back from a store.</summary>
    [Property]
    public Property Texts_of_a_row_can_be_written_and_read_again() => Prop.ForAll(
        Gen.Elements("a", "\ud83d", "\udc3b", "\ud83d\udc3b", " ", "\n", "ж", new string('x', 90)).ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var errorEvent = new ErrorEvent
            {
                Id = Monitoring.EventId.Create(TimeProvider.System),
                Type = EventTypes.Error,
                Level = ErrorLevel.Error,
                Timestamp = DateTimeOffset.UnixEpoch,
                ReceivedAt = DateTimeOffset.UnixEpoch,
                Platform = "other",
                Transaction = text,
                Exceptions = [new ExceptionInfo { Type = text, Value = text }],
            };
            var grouping = new GroupingResult { Strategy = "test", Hashes = [], Title = text, Culprit = text };
            Assert.True(PublicKey.TryParse("abc", out var publicKey));
            var key = new ClientKey { PublicKey = publicKey, ProjectId = new ProjectId(1), Label = "Test", CreatedAt = DateTimeOffset.UnixEpoch };
            var row = EventRow.Of(errorEvent, grouping, key);
            var derived = EventRow.Of(errorEvent, grouping with { Title = null, Culprit = null }, key);
            string[] texts = [row.Title, row.Culprit, derived.Title, derived.Culprit, .. row.Tags.Select(tag => tag.Value)];
            return texts.All(written => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(written)) == written)
                && (text.EnumerateRunes().Contains(Rune.ReplacementChar) || row.Title == text);
        });

    [Fact]
    public void A_user_is_known_by_the_first_of_id_name_mail_and_address()
    {
        var all = new UserInfo { Id = "1", Username = "2", Email = "3", IpAddress = "4" };

        Assert.Equal(("id", "1"), UserHashes.Identity(all));
        Assert.Equal(("username", "2"), UserHashes.Identity(all with { Id = null }));
        Assert.Equal(("email", "3"), UserHashes.Identity(all with { Id = "", Username = null }));
        Assert.Equal(("ip", "4"), UserHashes.Identity(new UserInfo { IpAddress = "4" }));
        Assert.Null(UserHashes.Identity(new UserInfo { Name = "Jo" }));
        Assert.Null(UserHashes.Of(null));
    }

    /// <summary>Stored sketches hold these hashes: a change of the algorithm would count everybody twice.</summary>
    [Fact]
    public void The_hash_of_a_user_does_not_change()
    {
        Assert.Equal(0x15f14afb471e2604UL, UserHashes.Of(new UserInfo { Id = "42" }));
        Assert.Equal(0x460b6a88197b87ceUL, UserHashes.Of(new UserInfo { Email = "жена@example.org" }));
        Assert.NotEqual(UserHashes.Of(new UserInfo { Id = "a" }), UserHashes.Of(new UserInfo { Username = "a" }));
    }

    [Fact]
    public async Task Long_texts_are_cut_to_what_a_row_holds()
    {
        var row = await RowAsync($$"""{"message":"{{new string('m', 3000)}}","tags":{"service":"{{new string('s', 200)}}"},"transaction":"{{new string('t', 500)}}"}""");

        Assert.Equal((100, 200), (row.Title.Length, row.Service!.Length));
        Assert.InRange(row.Culprit.Length, 1, 200);
        Assert.All(row.Tags, tag => Assert.InRange(tag.Value.Length, 1, 200));
    }

    private static async Task<GroupedEvent> RowAsync(string json, string? service = null)
    {
        await using var host = await IntakeHost.StartAsync(service: service);
        var outcome = await host.SendAsync(json, Monitoring.ErrorTracking.Ingest.IngestEndpoint.Store);
        return (await host.EventAsync(Assert.Single(outcome.Events).EventId)).Event.Event;
    }
}
