using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Edges;

/// <summary>Text, keys, instants and sizes with which LiteDB itself goes wrong.</summary>
public sealed class TextAndKeyTests : IAsyncDisposable
{
    private static readonly ProjectId Project = new(7);
    private static readonly Partition Here = Partition.Of(Project);
    private static readonly DateTimeOffset Start = new DateTimeOffset(2031, 3, 4, 23, 50, 0, TimeSpan.Zero).AddTicks(1_234_567);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly DiskStore _store;

    public TextAndKeyTests() => _store = new DiskStore(new SimulatedDisk(), _time, types: [Note.Type]);

    public static TheoryData<string> Texts => ["", " ", "  spaces  ", "\0", "a\0b", "Ошибка 🎉", "\uD800", "x\uDC00y", "$._id", new string('x', 1_022), new string('ы', 2_000)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Texts_of_events_are_kept(string text)
    {
        var appended = Some.Event(Project, 1, new Random(1), Start) with
        {
            Title = text,
            Culprit = text,
            Tags = [new EventTag { Key = "User", Value = text }, new EventTag { Key = "user", Value = "other" }],
        };
        await _store.Errors.AppendAsync([appended], Cancellation);
        await _store.PackAsync();

        var found = await _store.Errors.GetEventAsync(Project, appended.EventId, Cancellation);

        Assert.NotNull(found);
        Assert.Equal(Clean(text), found.Event.Title);
        Assert.Equal(["User", "user"], found.Event.Tags.Select(tag => tag.Key));
        Assert.Equal(Clean(text), found.Event.Tags[0].Value);
        Assert.Equal(appended.ReceivedAt, found.Event.ReceivedAt);
        Assert.Equal(Clean(text), Clean((await _store.Errors.GetIssueAsync(found.IssueId, Cancellation))!.Title));
    }

    [Fact]
    public async Task Keys_that_differ_in_case_alone_or_in_lone_surrogates_are_different()
    {
        string[] keys = ["key", "KEY", "kéy", "ke\u0301y", "\uD800", "\uD801", " key", "key "];
        foreach (var (number, key) in keys.Index())
        {
            await PutAsync(key, $"{number}");
        }

        foreach (var (number, key) in keys.Index())
        {
            var found = await _store.Documents.FindAsync(Here, Note.Type, key, Cancellation);
            Assert.Equal($"{number}", found?.Value.Text);
        }
    }

    [Fact]
    public async Task The_longest_keys_are_found_and_sorted_by_all_their_characters()
    {
        string[] keys = [new string('щ', 254) + "a", new string('щ', 254) + "b", new string('щ', 254) + "c"];
        foreach (var key in keys.Reverse())
        {
            await PutAsync(key, "text");
        }

        var found = await _store.Documents.QueryAsync(new DocumentQuery { Partition = Here, Type = Note.Type, Index = Note.ByKey }, Cancellation);

        Assert.Equal(keys.Order(StringComparer.Ordinal), found.Items.Select(item => item.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_document_has_up_to_eight_megabytes_and_a_longer_one_is_refused()
    {
        const int Limit = 8 * 1024 * 1024;
        var longest = new DocumentPut { Type = Plain, Key = "long", Body = new byte[Limit] };
        await _store.Documents.CommitAsync(new DocumentCommit { Partition = Here, Puts = [longest] }, Cancellation);

        Assert.Equal(Limit, (await _store.Documents.GetAsync(Here, Plain, "long", Cancellation))?.Body.Length);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            _store.Documents.CommitAsync(new DocumentCommit { Partition = Here, Puts = [longest with { Body = new byte[Limit + 1] }] }, Cancellation).AsTask());
    }

    [Fact]
    public async Task Positions_are_not_given_twice_after_the_newest_were_removed()
    {
        var disk = new SimulatedDisk();
        long last;
        await using (var first = new DiskStore(disk, _time, types: [Note.Type]))
        {
            await SignalAsync(first);
            last = (await first.Documents.ReadSignalsAsync(0, 10, Cancellation))[^1].Position;
            await first.Documents.TrimSignalsAsync(last, Cancellation);
        }

        await using var second = new DiskStore(disk, _time, types: [Note.Type]);
        await SignalAsync(second);

        Assert.True((await second.Documents.ReadSignalsAsync(0, 10, Cancellation))[0].Position > last);
    }

    private static DocumentType Plain { get; } = new DocumentType<Note>("plain", NoteJson.Default.Note, note => note.Key);

    /// <summary>Halves of characters, which no encoding has, are stored as the sign for them.</summary>
    private static string Clean(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task SignalAsync(DiskStore store) => await store.Documents.CommitAsync(
        new DocumentCommit
        {
            Partition = Here,
            Signals = [new SignalEntry { Id = new EntityId(new Guid(1, 0, 0, new byte[8])), Type = "note", AggregateId = "a", OccurredAt = Start, Body = "b"u8.ToArray() }],
        },
        Cancellation);

    private async Task PutAsync(string key, string text) =>
        await _store.Documents.CommitAsync(new DocumentCommit { Partition = Here, Puts = [Note.Type.Put(new Note { Key = key, Text = text }) with { Key = key }] }, Cancellation);
}
