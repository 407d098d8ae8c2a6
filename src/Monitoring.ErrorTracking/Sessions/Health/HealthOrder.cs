using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Sessions.Health;

/// <summary>Orders releases with their health, and cuts pages of them by the place where the last one ended.</summary>
internal static class HealthOrder
{
    private const char Separator = '\n';

    /// <returns>The page; null when the cursor is none of this list.</returns>
    public static Page<ReleaseHealth>? PageOf(IEnumerable<ReleaseHealth> all, ReleaseHealthSearch search)
    {
        if (!TryRead(search.Cursor, out var after))
        {
            return null;
        }

        var rest = all.Select(health => new Place(RankOf(health.Totals, search.Sort), health.Release ?? "", health))
            .OrderBy(place => place.Rank)
            .ThenBy(place => place.Name, StringComparer.Ordinal)
            .Where(place => after is not { } last || Compare(place, last) > 0)
            .Take(search.Limit + 1)
            .ToList();
        ImmutableArray<ReleaseHealth> items = [.. rest.Take(search.Limit).Select(place => place.Health!)];
        return new Page<ReleaseHealth> { Items = items, Next = rest.Count > search.Limit ? Write(rest[search.Limit - 1]) : null };
    }

    /// <summary>The least comes first.</summary>
    private static double RankOf(SessionTotals totals, ReleaseHealthSort sort) => sort switch
    {
        ReleaseHealthSort.Users => -totals.Users,
        ReleaseHealthSort.CrashFreeSessions => totals.CrashFreeSessions ?? 2,
        ReleaseHealthSort.CrashFreeUsers => totals.CrashFreeUsers ?? 2,
        ReleaseHealthSort.Crashed => -totals.Crashed,
        _ => -totals.Sessions,
    };

    private static int Compare(Place one, Place other) =>
        one.Rank.CompareTo(other.Rank) is var byRank and not 0 ? byRank : string.CompareOrdinal(one.Name, other.Name);

    private static string Write(Place place) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place.Rank:R}{Separator}{place.Name}")));

    private static bool TryRead(string? cursor, out Place? place)
    {
        place = null;
        if (cursor is null)
        {
            return true;
        }

        var bytes = Encoding.UTF8.GetBytes(cursor);
        if (!Base64Url.IsValid(bytes))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromUtf8(bytes)).Split(Separator, 2);
        if (parts.Length < 2 || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var rank))
        {
            return false;
        }

        place = new Place(rank, parts[1], null);
        return true;
    }

    private sealed record Place(double Rank, string Name, ReleaseHealth? Health);
}
