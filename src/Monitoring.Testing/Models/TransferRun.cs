using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Transfer;
using Xunit;

namespace Monitoring.Testing.Models;

/// <summary>Moves what a store holds into another one, and looks at exports.</summary>
internal static class TransferRun
{
    /// <summary>The way out of and into a store; the test is skipped where there is none.</summary>
    public static IStoreTransfer<TRecord> Of<TRecord>(object store)
        where TRecord : class
    {
        Assert.SkipUnless(store is IStoreTransfer<TRecord>, $"The store cannot be moved: it does not implement {nameof(IStoreTransfer<>)}.");
        return (IStoreTransfer<TRecord>)store;
    }

    /// <summary>Imports each page twice, and everything again at the end.</summary>
    public static async ValueTask MoveAsync<TRecord>(object from, object to, CancellationToken cancellationToken)
        where TRecord : class
    {
        var target = Of<TRecord>(to);
        var pages = await PagesAsync(Of<TRecord>(from), null, cancellationToken);
        foreach (var page in pages)
        {
            await target.ImportAsync(page.Items, cancellationToken);
            await target.ImportAsync(page.Items, cancellationToken);
        }

        foreach (var page in pages)
        {
            await target.ImportAsync(page.Items, cancellationToken);
        }
    }

    /// <summary>Each of these is refused, and nothing of it is there: what comes one by one afterwards makes the same store.</summary>
    /// <returns>What the other store holds, as records.</returns>
    public static async ValueTask<List<TRecord>> MoveAfterForgeriesAsync<TRecord>(
        object from, object to, Func<List<TRecord>, IEnumerable<(string What, ImmutableArray<TRecord> Records)>> forge, CancellationToken cancellationToken)
        where TRecord : class
    {
        var target = Of<TRecord>(to);
        var records = (await PagesAsync(Of<TRecord>(from), null, cancellationToken)).SelectMany(page => page.Items).ToList();
        foreach (var (what, forged) in forge(records))
        {
            await AssertRefusedAsync(target, what, forged, cancellationToken);
        }

        foreach (var record in records)
        {
            try
            {
                await target.ImportAsync([record], cancellationToken);
            }
            catch (ArgumentException exception)
            {
                Assert.Fail($"A record of an export was refused: {exception.Message}");
            }
        }

        return records;
    }

    public static async ValueTask AssertRefusedAsync<TRecord>(IStoreTransfer<TRecord> target, string what, ImmutableArray<TRecord> records, CancellationToken cancellationToken)
        where TRecord : class
    {
        try
        {
            await target.ImportAsync(records, cancellationToken);
        }
        catch (ArgumentException)
        {
            return;
        }

        Assert.Fail($"{what} was imported. It should have been refused with an {nameof(ArgumentException)}.");
    }

    public static async ValueTask<List<Page<TRecord>>> PagesAsync<TRecord>(IStoreTransfer<TRecord> store, string? cursor, CancellationToken cancellationToken)
        where TRecord : class
    {
        await using var export = await store.BeginExportAsync(cancellationToken);
        return await PagesAsync(export, cursor, cancellationToken);
    }

    public static async ValueTask<List<Page<TRecord>>> PagesAsync<TRecord>(IStoreExport<TRecord> export, string? cursor, CancellationToken cancellationToken)
        where TRecord : class
    {
        var pages = new List<Page<TRecord>>();
        do
        {
            var page = await export.ReadAsync(cursor, cancellationToken);
            Assert.InRange(page.Items.Length, 0, 1_000);
            pages.Add(page);
            cursor = page.Next;
        }
        while (cursor is not null);

        return pages;
    }

    /// <summary>All records as texts.</summary>
    public static async ValueTask<List<string>> ShowAsync<TRecord>(object store, Func<TRecord, string> render, CancellationToken cancellationToken)
        where TRecord : class =>
        Show(await PagesAsync(Of<TRecord>(store), null, cancellationToken), render);

    public static List<string> Show<TRecord>(IEnumerable<Page<TRecord>> pages, Func<TRecord, string> render) => [.. pages.SelectMany(page => page.Items).Select(render)];

    /// <summary>From each place where a page ends, another export goes on with what the first one had after it.</summary>
    public static async ValueTask AssertResumesAsync<TRecord>(object store, Func<TRecord, string> render, CancellationToken cancellationToken)
        where TRecord : class
    {
        var pages = await PagesAsync(Of<TRecord>(store), null, cancellationToken);
        for (var i = 0; i < pages.Count - 1; i++)
        {
            Assert.Equal(Show(pages.Skip(i + 1), render), Show(await PagesAsync(Of<TRecord>(store), pages[i].Next, cancellationToken), render));
        }
    }
}
