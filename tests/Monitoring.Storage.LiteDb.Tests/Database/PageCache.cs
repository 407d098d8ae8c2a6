using System.Collections;
using System.Reflection;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Hosting;

namespace Monitoring.Storage.LiteDb.Tests.Database;

/// <summary>The cache inside of LiteDB, of which nothing is public.</summary>
internal sealed class PageCache
{
    private static readonly int[] FewPages = [12];

    private readonly object _cache;

    public PageCache(DatabaseFile database) => _cache = Get(Get(Get(Get(database, "_engine"), "_engine"), "_disk"), "_cache");

    public PageCache(StoreSession session)
        : this((DatabaseFile)Get(session, "_database"))
    {
    }

    /// <summary>Makes it free pages after each dozen of pages that are read.</summary>
    public void Shrink() => Field(_cache, "_segmentSizes").SetValue(_cache, FewPages);

    /// <summary>Makes LiteDB take its free pages for pages that are in use, and fail at the next that it needs.</summary>
    public void Spoil()
    {
        foreach (var page in (IEnumerable)Get(_cache, "_free"))
        {
            Field(page, "ShareCounter").SetValue(page, 1);
        }
    }

    private static object Get(object of, string name) => Field(of, name).GetValue(of)!;

    private static FieldInfo Field(object of, string name) => of.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!;
}
