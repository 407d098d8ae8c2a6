namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Knows the paths of intake by their ends, under whatever prefix they are mapped.</summary>
internal static class IntakePath
{
    private static readonly string[] Doors = ["envelope", "store", "security", "csp-report", "nel", "minidump", "error-page"];

    /// <summary>Whether a path without double slashes ends like <c>/api/1/envelope/</c> or <c>/api/store</c>.</summary>
    public static bool IsIntake(ReadOnlySpan<char> path)
    {
        if (path.EndsWith("/"))
        {
            path = path[..^1];
        }

        if (IsCheckIn(path) || IsAttachments(path))
        {
            return true;
        }

        var door = TakeLast(ref path);
        if (!IsDoor(door))
        {
            return false;
        }

        var before = TakeLast(ref path);
        return IsApi(TakeLast(ref path)) || (IsApi(before) && door.Equals("store", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// A base URL that ends with a slash makes some SDKs send <c>//api/1/envelope/</c>. Returns the path of intake that is meant, or
    /// <see langword="null"/> when there is nothing to fold or the path is none of intake.
    /// </summary>
    public static string? Fold(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal))
        {
            return null;
        }

        var folded = '/' + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries)) + (path[^1] == '/' ? "/" : "");
        return IsIntake(folded) ? folded : null;
    }

    /// <summary>Whether a path ends like <c>/api/1/cron/nightly</c> or <c>/api/1/cron/nightly/key</c>.</summary>
    private static bool IsCheckIn(ReadOnlySpan<char> path)
    {
        var key = TakeLast(ref path);
        var slug = TakeLast(ref path);
        if (slug.Equals("cron", StringComparison.OrdinalIgnoreCase) && key.Length > 0)
        {
            TakeLast(ref path);
            return IsApi(TakeLast(ref path));
        }

        var cron = TakeLast(ref path);
        TakeLast(ref path);
        return cron.Equals("cron", StringComparison.OrdinalIgnoreCase) && IsApi(TakeLast(ref path));
    }

    /// <summary>Whether a path ends like <c>/api/1/events/9ec79c33ec9942ab8353589fcb2e04dc/attachments</c>.</summary>
    private static bool IsAttachments(ReadOnlySpan<char> path)
    {
        var door = TakeLast(ref path);
        TakeLast(ref path);
        var events = TakeLast(ref path);
        TakeLast(ref path);
        return door.Equals("attachments", StringComparison.OrdinalIgnoreCase) && events.Equals("events", StringComparison.OrdinalIgnoreCase) && IsApi(TakeLast(ref path));
    }

    private static bool IsApi(ReadOnlySpan<char> segment) => segment.Equals("api", StringComparison.OrdinalIgnoreCase);

    private static bool IsDoor(ReadOnlySpan<char> segment)
    {
        foreach (var door in Doors)
        {
            if (segment.Equals(door, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> TakeLast(ref ReadOnlySpan<char> path)
    {
        var slash = path.LastIndexOf('/');
        if (slash < 0)
        {
            path = [];
            return [];
        }

        var last = path[(slash + 1)..];
        path = path[..slash];
        return last;
    }
}
