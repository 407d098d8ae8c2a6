using System.Globalization;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Reads browser and major version out of what a browser calls itself. The first sign that is there decides: most browsers also claim to be others.</summary>
internal static class UserAgents
{
    private static readonly (string Sign, string Browser)[] Signs =
    [
        ("Opera Mini/", "opera_mini"), ("OPR/", "opera"), ("OPT/", "opera"), ("Edg/", "edge"), ("EdgA/", "edge"), ("EdgiOS/", "edge"), ("Edge/", "edge"),
        ("MSIE ", "ie"), ("FxiOS/", "firefox"), ("Firefox/", "firefox"), ("CriOS/", "chrome"), ("HeadlessChrome/", "chrome"), ("Chrome/", "chrome"),
    ];

    /// <summary>The browsers that are told apart.</summary>
    public static readonly string[] Browsers = ["chrome", "edge", "firefox", "safari", "opera", "opera_mini", "ie", "android"];

    /// <summary>The browser and its major version; null when it is none that is known.</summary>
    public static (string Browser, int Version)? Read(string userAgent)
    {
        foreach (var (sign, browser) in Signs)
        {
            if (VersionBehind(userAgent, sign) is { } version)
            {
                return (browser, version);
            }
        }

        if (userAgent.Contains("Trident/", StringComparison.Ordinal))
        {
            return VersionBehind(userAgent, "rv:") is { } version ? ("ie", version) : null;
        }

        if (VersionBehind(userAgent, "Version/") is { } safari && userAgent.Contains("Safari/", StringComparison.Ordinal))
        {
            return VersionBehind(userAgent, "Android ") is { } android ? ("android", android) : ("safari", safari);
        }

        return userAgent.StartsWith("Opera/", StringComparison.Ordinal) && (VersionBehind(userAgent, "Version/") ?? VersionBehind(userAgent, "Opera/")) is { } opera ? ("opera", opera) : null;
    }

    private static int? VersionBehind(string text, string sign)
    {
        var start = text.IndexOf(sign, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var digits = text.AsSpan(start + sign.Length);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        digits = end < 0 ? digits : digits[..end];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
