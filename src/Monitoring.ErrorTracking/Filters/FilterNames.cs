namespace Monitoring.ErrorTracking.Filters;

/// <summary>The names of the inbound filters, which are the reasons of their outcomes. Those that Sentry has are called as there.</summary>
public static class FilterNames
{
    /// <summary>The address that the request came from.</summary>
    public const string Address = "ip-address";

    /// <summary>The release.</summary>
    public const string Release = "release-version";

    /// <summary>Pages and addresses of the developer's own machine.</summary>
    public const string Localhost = "localhost";

    /// <summary>Search engines, previews of links and checks of availability.</summary>
    public const string WebCrawlers = "web-crawlers";

    /// <summary>Browsers that are too old.</summary>
    public const string LegacyBrowsers = "legacy-browsers";

    /// <summary>Faults of extensions of the browser.</summary>
    public const string BrowserExtensions = "browser-extensions";

    /// <summary>The message, or type and value of an exception.</summary>
    public const string ErrorMessage = "error-message";

    /// <summary>A report about a content security policy.</summary>
    public const string CspReport = "invalid-csp";

    /// <summary>The name of a transaction.</summary>
    public const string Transaction = "filtered-transaction";

    /// <summary>What the names of the project's own filters begin with.</summary>
    public const string OwnPrefix = "generic:";
}
