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
