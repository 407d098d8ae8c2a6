using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Documents;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Documents;

/// <summary>An index that is declared anew is filled for all documents that are there, a few in memory at a time.</summary>
public sealed class IndexFillTests
{
    private const int Notes = (5 * DocumentPages.Size) + 3;

    private static readonly DocumentType<Note> Indexed = new(
        "note",
        NoteJson.Default.Note,
        note => note.Key,
        [new DocumentIndex<Note>(Note.ByKey, note => IndexKey.Empty.Add(note.Key)), new DocumentIndex<Note>("by text", note => IndexKey.Empty.Add(note.Text))]);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatedDisk _disk = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_document_of_every_partition_is_in_the_new_index_once()
    {
        await FillAsync();
        await using var store = new DiskStore(_disk, _time, types: [Indexed]);

        foreach (var partition in new[] { Partition.Host, Partition.Of(new ProjectId(7)) })
        {
            var query = new DocumentQuery { Partition = partition, Type = Indexed, Index = "by text", Limit = 1_000 };
            var found = (await store.Documents.QueryAsync(Indexed, query, Cancellation)).Items.Select(stored => stored.Value.Key).ToList();
            Assert.Equal(Enumerable.Range(0, Notes).Select(KeyOf).Reverse(), found);
        }
    }

    [Fact]
    public async Task Pages_hold_few_documents_and_together_all()
    {
        await FillAsync();
        using var database = DatabaseFile.Open(_disk);

        var pages = DocumentPages.Read(database, 1).ToList();

        Assert.All(pages, page => Assert.InRange(page.Count, 1, DocumentPages.Size));
        Assert.Equal(2 * Notes, pages.SelectMany(page => page).Select(document => Convert.ToHexString(document.Key)).Distinct().Count());
        Assert.Equal(2 * Notes, pages.Sum(page => page.Count));
    }

    private static string KeyOf(int number) => $"note {number:D4}";

    private async Task FillAsync()
    {
        await using var store = new DiskStore(_disk, _time, types: [Note.Type]);
        foreach (var partition in new[] { Partition.Host, Partition.Of(new ProjectId(7)) })
        {
            for (var i = 0; i < Notes; i++)
            {
                var note = new Note { Key = KeyOf(i), Text = $"{Notes - i:D4}" };
                await store.Documents.CommitAsync(new DocumentCommit { Partition = partition, Puts = [Note.Type.Put(note)] }, Cancellation);
            }
        }
    }
}
