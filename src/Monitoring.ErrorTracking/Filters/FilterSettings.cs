using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Filters;

/// <summary>
/// What of that which is sent to a project is dropped at the door. In patterns <c>*</c> is any text, <c>?</c> one character, <c>[a-z]</c> one of a set and
/// <c>{a,b}</c> one of several texts; case does not matter.
/// </summary>
public sealed record FilterSettings
{
    /// <summary>The most entries of each list.</summary>
    public const int MaxEntries = 100;

    /// <summary>The longest pattern.</summary>
    public const int MaxPatternLength = 200;

    /// <summary>Whether faults of browser extensions are dropped.</summary>
    public bool BrowserExtensions { get; init; }

    /// <summary>Whether events of pages and addresses of the developer's own machine are dropped.</summary>
    public bool Localhost { get; init; }

    /// <summary>Whether events of search engines and other robots are dropped.</summary>
    public bool WebCrawlers { get; init; }

    /// <summary>Whether transactions are dropped whose name is that of a health check, such as <c>GET /healthz</c>.</summary>
    public bool HealthChecks { get; init; }

    /// <summary>Browsers whose older versions' events are dropped.</summary>
    public ImmutableArray<BrowserVersion> LegacyBrowsers { get; init; } = [];

    /// <summary>Patterns of releases whose events and transactions are dropped.</summary>
    public ImmutableArray<string> Releases { get; init; } = [];

    /// <summary>Patterns of messages, of values of exceptions, and of <c>type: value</c>.</summary>
    public ImmutableArray<string> ErrorMessages { get; init; } = [];

    /// <summary>Addresses and networks such as <c>203.0.113.0/24</c> from which nothing is taken.</summary>
    public ImmutableArray<string> ClientAddresses { get; init; } = [];

    /// <summary>Reports about content security policies that are dropped.</summary>
    public ImmutableArray<CspFilter> CspReports { get; init; } = [];

    /// <summary>Patterns of names of transactions that are dropped.</summary>
    public ImmutableArray<string> Transactions { get; init; } = [];

    /// <summary>The project's own filters.</summary>
    public ImmutableArray<OwnFilter> Own { get; init; } = [];

    /// <summary>Whether both say the same.</summary>
    public bool Equals(FilterSettings? other) =>
        other is not null && BrowserExtensions == other.BrowserExtensions && Localhost == other.Localhost && WebCrawlers == other.WebCrawlers
        && HealthChecks == other.HealthChecks && LegacyBrowsers.SequenceEqual(other.LegacyBrowsers) && Releases.SequenceEqual(other.Releases)
        && ErrorMessages.SequenceEqual(other.ErrorMessages) && ClientAddresses.SequenceEqual(other.ClientAddresses)
        && CspReports.SequenceEqual(other.CspReports) && Transactions.SequenceEqual(other.Transactions) && Own.SequenceEqual(other.Own);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BrowserExtensions, Localhost, WebCrawlers, HealthChecks, Releases.Length, ErrorMessages.Length, Own.Length);
}
