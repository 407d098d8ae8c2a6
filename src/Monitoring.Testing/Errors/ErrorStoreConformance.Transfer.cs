using Monitoring.Storage;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;
using Monitoring.Testing.Models;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>All that the store holds can be taken to another one, which goes on from there.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task A_store_that_was_moved_to_goes_on_as_in_the_model()
    {
        TransferRun.Of<ErrorStoreRecord>(Store);
        var runs = new RandomRuns<ErrorOperation>(ErrorOperations.Any, ErrorOperations.Shrink);

        await runs.CheckAsync(FirstSeed, Scale.Count(20, 300), Scale.Count(40, 80), async operations =>
        {
            await StartOverAsync();
            var run = new ErrorRun(() => Store, new ErrorModel(Setup.ReleaseOrder), Time, crash => crash ? CrashAsync() : ReopenAsync(), SettleAsync);
            var half = operations.Length * 2 / 3;
            await run.RunAsync(operations[..half], Cancellation);
            await MoveAsync((from, to) => TransferRun.MoveAsync<ErrorStoreRecord>(from, to, Cancellation));
            await run.RunAsync([], Cancellation);
            await CrashAsync();
            await run.RunAsync(operations[half..], Cancellation);
        });
    }

    [Fact]
    public async Task An_export_of_what_was_imported_is_the_same()
    {
        TransferRun.Of<ErrorStoreRecord>(Store);
        var runs = new RandomRuns<ErrorOperation>(ErrorOperations.Any, ErrorOperations.Shrink);

        await runs.CheckAsync(FirstSeed, Scale.Count(10, 100), Scale.Count(40, 80), async operations =>
        {
            await StartOverAsync();
            await new ErrorRun(() => Store, new ErrorModel(Setup.ReleaseOrder), Time, crash => crash ? CrashAsync() : ReopenAsync(), SettleAsync).RunAsync(operations, Cancellation);
            await TransferRun.AssertResumesAsync<ErrorStoreRecord>(Store, RenderTransfer.Record, Cancellation);
            var before = await TransferRun.ShowAsync<ErrorStoreRecord>(Store, RenderTransfer.Record, Cancellation);
            await MoveAsync((from, to) => TransferRun.MoveAsync<ErrorStoreRecord>(from, to, Cancellation));
            Assert.Equal(before.Order(), (await TransferRun.ShowAsync<ErrorStoreRecord>(Store, RenderTransfer.Record, Cancellation)).Order());
        });
    }

    [Fact]
    public async Task An_export_is_of_the_moment_at_which_it_began()
    {
        TransferRun.Of<ErrorStoreRecord>(Store);
        var first = await OpenIssueAsync(_some.Next(1));
        var second = await OpenIssueAsync(_some.Next(2));
        var third = await OpenIssueAsync(_some.Next(3));
        var before = await TransferRun.ShowAsync<ErrorStoreRecord>(Store, RenderTransfer.Record, Cancellation);

        Task settled;
        await using (var export = await TransferRun.Of<ErrorStoreRecord>(Store).BeginExportAsync(Cancellation))
        {
            await AppendAsync(_some.Next(1), _some.Next(4));
            await ApplyAsync(first, new IssueChange.Merge { Sources = [second] });
            await ApplyAsync(third, new IssueChange.Delete());

            // What a store does in the background may have to wait for the end of the export.
            settled = SettleAsync().AsTask();
            Assert.Equal(before, TransferRun.Show(await TransferRun.PagesAsync(export, null, Cancellation), RenderTransfer.Record));
        }

        await settled;
    }

    [Fact]
    public async Task A_moved_issue_has_its_version_and_undoes_the_last_of_its_merges()
    {
        TransferRun.Of<ErrorStoreRecord>(Store);
        var ids = (await AppendAsync(_some.Next(1), _some.Next(2), _some.Next(3))).Select(result => result.IssueId).ToArray();
        await ApplyAsync(ids[1], new IssueChange.Merge { Sources = [ids[2]] });
        await ApplyAsync(ids[0], new IssueChange.Merge { Sources = [ids[1]] });
        var version = (await GetAsync(ids[0])).Version;

        await MoveAsync((from, to) => TransferRun.MoveAsync<ErrorStoreRecord>(from, to, Cancellation));

        Assert.Equal(version, (await GetAsync(ids[0])).Version);
        var result = await ApplyAsync(ids[0], new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2), SomeEvents.Hash(3)] });
        Assert.Equal((ids[1], 2L), (result.Separated!.Id, result.Separated.Count));
        Assert.Equal(ids[1], (await GetAsync(ids[2])).Id);
    }

    [Fact]
    public async Task The_counters_of_an_export_cover_all_that_was_given()
    {
        var store = TransferRun.Of<ErrorStoreRecord>(Store);
        var kept = await OpenIssueAsync(_some.Next(1));
        var gone = await OpenIssueAsync(_some.Next(2));
        await ApplyAsync(gone, new IssueChange.Delete());
        var told = (await TransitionsAsync())[^1].Position;
        await Store.TrimTransitionsAsync(told, Cancellation);

        var counters = Assert.IsType<ErrorStoreRecord.Counters>((await TransferRun.PagesAsync(store, null, Cancellation))[0].Items[0]);

        Assert.True(counters.LastIssue >= Math.Max(kept.Value, gone.Value));
        Assert.True(counters.LastPosition >= told);
    }

    [Fact]
    public async Task An_export_refuses_a_foreign_cursor()
    {
        await using var export = await TransferRun.Of<ErrorStoreRecord>(Store).BeginExportAsync(Cancellation);

        await Assert.ThrowsAsync<InvalidCursorException>(async () => await export.ReadAsync("made up", Cancellation));
    }
}
