using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Transfer;
using Monitoring.Testing.Models;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>All that the store holds can be taken to another one, which goes on from there.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task A_store_that_was_moved_to_goes_on_as_in_the_model()
    {
        TransferRun.Of<DocumentStoreRecord>(Store);
        var runs = new RandomRuns<DocumentOperation>(DocumentOperations.Any, DocumentOperations.Shrink);

        await runs.CheckAsync(FirstSeed, Scale.Count(20, 300), Scale.Count(40, 80), async operations =>
        {
            await StartOverAsync();
            var run = new DocumentRun(() => Store, Time, crash => crash ? CrashAsync() : ReopenAsync());
            var half = operations.Length * 2 / 3;
            await run.RunAsync(operations[..half], Cancellation);
            await MoveDocumentsAsync();
            await run.RunAsync([], Cancellation);
            await CrashAsync();
            await run.RunAsync(operations[half..], Cancellation);
        });
    }

    [Fact]
    public async Task An_export_of_what_was_imported_is_the_same()
    {
        TransferRun.Of<DocumentStoreRecord>(Store);
        var runs = new RandomRuns<DocumentOperation>(DocumentOperations.Any, DocumentOperations.Shrink);

        await runs.CheckAsync(FirstSeed, Scale.Count(10, 100), Scale.Count(40, 80), async operations =>
        {
            await StartOverAsync();
            await new DocumentRun(() => Store, Time, crash => crash ? CrashAsync() : ReopenAsync()).RunAsync(operations, Cancellation);
            await TransferRun.AssertResumesAsync<DocumentStoreRecord>(Store, RenderTransfer.Record, Cancellation);
            var before = await TransferRun.ShowAsync<DocumentStoreRecord>(Store, RenderTransfer.Record, Cancellation);
            await MoveDocumentsAsync();
            Assert.Equal(before.Order(), (await TransferRun.ShowAsync<DocumentStoreRecord>(Store, RenderTransfer.Record, Cancellation)).Order());
        });
    }

    [Fact]
    public async Task An_export_is_of_the_moment_at_which_it_began()
    {
        TransferRun.Of<DocumentStoreRecord>(Store);
        await CommitAsync(Put(new Ticket { Key = "a" }, new Ticket { Key = "b" }) with { Timers = [Timer("t")], Signals = [Signal("s")] });
        var before = await TransferRun.ShowAsync<DocumentStoreRecord>(Store, RenderTransfer.Record, Cancellation);

        await using var export = await TransferRun.Of<DocumentStoreRecord>(Store).BeginExportAsync(Cancellation);
        await CommitAsync(Put(new Ticket { Key = "b", Text = "changed" }, new Ticket { Key = "c" }) with
        {
            Deletes = [new DocumentDelete { Type = Ticket.Type, Key = "a" }],
            Timers = [Timer("u")],
            Signals = [Signal("r")],
        });
        await AcquireAsync("somebody");

        Assert.Equal(before, TransferRun.Show(await TransferRun.PagesAsync(export, null, Cancellation), RenderTransfer.Record));
    }

    [Fact]
    public async Task An_import_refuses_records_that_no_export_gives_and_changes_nothing()
    {
        TransferRun.Of<DocumentStoreRecord>(Store);
        await CommitAsync(Put(new Ticket { Key = "a" }) with { Timers = [Timer("t")], Signals = [Signal("s")] });
        await AcquireAsync("somebody");
        var before = await TransferRun.ShowAsync<DocumentStoreRecord>(Store, RenderTransfer.Record, Cancellation);
        await MoveAsync(async (from, to) => await TransferRun.MoveAfterForgeriesAsync<DocumentStoreRecord>(
            from,
            to,
            records =>
            {
                var (counters, document) = (records.OfType<DocumentStoreRecord.Counters>().Single(), records.OfType<DocumentStoreRecord.Document>().First());
                var (timer, lease) = (records.OfType<DocumentStoreRecord.Timer>().First(), records.OfType<DocumentStoreRecord.Lease>().First());
                var signal = records.OfType<DocumentStoreRecord.Signal>().First();
                return new (string What, DocumentStoreRecord Record)[]
                {
                    ("A negative counter", counters with { LastVersion = -1 }),
                    ("A counter above which nothing can go on", counters with { LastEpoch = long.MaxValue }),
                    ("A document without a key", document with { Stored = document.Stored with { Key = "" } }),
                    ("A document with too long a key", document with { Stored = document.Stored with { Key = new string('k', DocumentStoreArguments.KeyLength + 1) } }),
                    ("A document without a type", document with { Stored = document.Stored with { Type = "" } }),
                    ("A document without a version", document with { Stored = document.Stored with { Version = 0 } }),
                    ("A document without the version of its shape", document with { Stored = document.Stored with { SchemaVersion = 0 } }),
                    ("A timer without a kind", timer with { Schedule = timer.Schedule with { Timer = timer.Schedule.Timer with { Kind = "" } } }),
                    ("A timer of negative attempts", timer with { Schedule = timer.Schedule with { Attempts = -1 } }),
                    ("A lease without an owner", lease with { Last = lease.Last with { Owner = "" } }),
                    ("A lease without an epoch", lease with { Last = lease.Last with { Epoch = 0 } }),
                    ("A signal without a position", signal with { Stored = signal.Stored with { Position = 0 } }),
                }.Select(forged => (forged.What, ImmutableArray.Create(forged.Record)));
            },
            Cancellation));

        Assert.Equal(before.Order(), (await TransferRun.ShowAsync<DocumentStoreRecord>(Store, RenderTransfer.Record, Cancellation)).Order());
    }

    [Fact]
    public async Task An_export_refuses_a_foreign_cursor()
    {
        await using var export = await TransferRun.Of<DocumentStoreRecord>(Store).BeginExportAsync(Cancellation);

        await Assert.ThrowsAsync<InvalidCursorException>(async () => await export.ReadAsync("made up", Cancellation));
    }

    /// <summary>Documents get their entries in indexes when the store is opened with the types that declare them.</summary>
    private async ValueTask MoveDocumentsAsync()
    {
        await MoveAsync((from, to) => TransferRun.MoveAsync<DocumentStoreRecord>(from, to, Cancellation));
        await ReopenAsync();
    }
}
