using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Packing;

/// <summary>
/// Pages through things that were gathered and ranked in memory, the greatest rank first, then by key. The cursor holds rank and key of the last one, so a page
/// goes on where the one before ended, also when ranks have changed meanwhile.
/// </summary>
internal static class RankedPages
{
    /// <summary>Makes a page; null when the cursor is none.</summary>
    public static Page<T>? Take<T>(IEnumerable<T> items, Func<T, double> rank, Func<T, string> key, int limit, string? cursor)
    {
        var ranked = items.Select(item => (Item: item, Rank: rank(item), Key: key(item)))
            .OrderByDescending(ranked => ranked.Rank)
            .ThenBy(ranked => ranked.Key, StringComparer.Ordinal)
            .AsEnumerable();
        if (cursor is not null)
        {
            if (TryRead(cursor) is not var (lastRank, lastKey))
            {
                return null;
            }

            ranked = ranked.SkipWhile(next => next.Rank > lastRank || (next.Rank == lastRank && string.CompareOrdinal(next.Key, lastKey) <= 0));
        }

        var page = ranked.Take(limit + 1).ToList();
        var next = page.Count > limit ? Write(page[limit - 1].Rank, page[limit - 1].Key) : null;
        return new Page<T> { Items = [.. page.Take(limit).Select(ranked => ranked.Item)], Next = next };
    }

    private static string Write(double rank, string key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{rank:R} {key}")));

    private static (double Rank, string Key)? TryRead(string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Base64Url.IsValid(cursor) || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && double.TryParse(text.AsSpan(0, blank), NumberStyles.Float, CultureInfo.InvariantCulture, out var rank) && !double.IsNaN(rank)
            ? (rank, text[(blank + 1)..])
            : null;
    }
}
