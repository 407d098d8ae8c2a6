using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Backends.Sentry.Answers;

/// <summary>
/// Reads the cursor of the next page from the header <c>Link</c>: <c>&lt;url&gt;; rel="next"; results="true"; cursor="..."</c>. Its address is not used, so that a server
/// cannot lead to another one.
/// </summary>
internal static partial class LinkHeader
{
    private const int MaxCursor = 16 * 1024;

    /// <returns>The cursor; null when there is no further page.</returns>
    public static string? Next(string header)
    {
        foreach (Match link in Links().Matches(header))
        {
            var parameters = link.Groups["parameters"].Value;
            if (Parameter(parameters, "rel") == "next" && Parameter(parameters, "results") != "false" && Parameter(parameters, "cursor") is { Length: > 0 and <= MaxCursor } cursor)
            {
                return Uri.UnescapeDataString(cursor);
            }
        }

        return null;
    }

    private static string? Parameter(string parameters, string name)
    {
        foreach (Match parameter in Parameters().Matches(parameters))
        {
            if (parameter.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter.Groups["value"].Value;
            }
        }

        return null;
    }

    [GeneratedRegex("""<[^>]*>(?<parameters>(\s*;\s*[A-Za-z*]+="[^"]*")*)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    [GeneratedRegex("""(?<name>[A-Za-z*]+)="(?<value>[^"]*)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parameters();
}
