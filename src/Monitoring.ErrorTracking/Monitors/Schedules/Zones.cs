using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Monitoring.ErrorTracking.Monitors.Schedules;

/// <summary>Time zones by their names in the IANA database.</summary>
internal static class Zones
{
    private const int MaxLength = 64;

    // Names are looked up as files on some systems: nothing may lead out of the database.
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");

    public static bool TryFind(string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength || name[0] == '/' || name[^1] == '/' || name.AsSpan().ContainsAnyExcept(Characters))
        {
            return false;
        }

        if (name is "UTC" or "Etc/UTC")
        {
            zone = TimeZoneInfo.Utc;
            return true;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId;
    }

    /// <summary>
    /// The instant of a time on the wall: a time that the clocks skip is as much later as they skip, one that they show twice is the first.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime time, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc));
    }
}
