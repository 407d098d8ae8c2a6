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
