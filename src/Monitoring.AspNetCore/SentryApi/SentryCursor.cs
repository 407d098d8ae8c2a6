using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>
/// A cursor of the web API: where a page begins and, after colons, where the pages before it began, the nearest first. The stores lead forward only; this leads back,
/// page by page as far as it has room, and then to the first page.
/// </summary>
internal static class SentryCursor
{
    /// <summary>Servers take request lines of some 8,000 characters.</summary>
    private const int MaxLength = 2_000;

    private const char Separator = ':';

    /// <summary>Where the page that is asked for begins, for the store; null for the first page.</summary>
    public static string? Place(ApiCall call) => call.Query.Cursor?.Split(Separator, 2)[0] is { Length: > 0 } place
        ? place.Replace("%3A", ":", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal)
        : null;

    /// <summary>The cursor of the page before; empty when that is the first one, null when there is none.</summary>
    public static string? Previous(ApiCall call) => Place(call) is null ? null : call.Query.Cursor!.Split(Separator, 2) is [_, var before] ? before : "";

    /// <summary>The cursor of the page after; empty when there is none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="place">Where it begins, as the store says it.</param>
    public static string Next(ApiCall call, string? place)
    {
        if (place is null)
        {
            return "";
        }

        var cursor = place.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);
        foreach (var before in Place(call) is null ? [] : call.Query.Cursor!.Split(Separator))
        {
            if (cursor.Length + 1 + before.Length > MaxLength)
            {
                break;
            }

            cursor += Separator + before;
        }

        return cursor;
    }
}
