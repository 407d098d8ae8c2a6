using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Filters;

namespace Monitoring.AspNetCore.Api.Filters;

[Description("What of that which is sent to a project is dropped. In patterns * is any text, ? one character, [a-z] one of a set, {a,b} one of several texts; case does not matter.")]
internal sealed record FiltersDocument
{
    [Description("Faults of browser extensions.")]
    public bool BrowserExtensions { get; init; }

    [Description("Pages and addresses of the developer's own machine.")]
    public bool Localhost { get; init; }

    [Description("Search engines, previews of links, checks of availability.")]
    public bool WebCrawlers { get; init; }

    [Description("Transactions of health checks.")]
    public bool HealthChecks { get; init; }

    [Description("Browsers (chrome, edge, firefox, safari, opera, opera_mini, ie, android), and the first major version whose events are taken.")]
    public ImmutableDictionary<string, int>? LegacyBrowsers { get; init; }

    [Description("Patterns of releases.")]
    public ImmutableArray<string> Releases { get; init; }

    [Description("Patterns of messages, of values of exceptions, and of 'type: value'.")]
    public ImmutableArray<string> ErrorMessages { get; init; }

    [Description("Addresses and networks such as 203.0.113.0/24.")]
    public ImmutableArray<string> ClientAddresses { get; init; }

    [Description("Reports about content security policies, by directive and source.")]
    public ImmutableArray<CspFilterDocument> CspReports { get; init; }

    [Description("Patterns of names of transactions.")]
    public ImmutableArray<string> Transactions { get; init; }

    [Description("The project's own filters, by a field of the event.")]
    public ImmutableArray<OwnFilterDocument> Own { get; init; }

    public static FiltersDocument Of(FilterSettings settings) => new()
    {
        BrowserExtensions = settings.BrowserExtensions,
        Localhost = settings.Localhost,
        WebCrawlers = settings.WebCrawlers,
        HealthChecks = settings.HealthChecks,
        LegacyBrowsers = settings.LegacyBrowsers.ToImmutableDictionary(browser => browser.Browser, browser => browser.Below),
        Releases = settings.Releases,
        ErrorMessages = settings.ErrorMessages,
        ClientAddresses = settings.ClientAddresses,
        CspReports = [.. settings.CspReports.Select(filter => new CspFilterDocument { Directive = filter.Directive, Source = filter.Source })],
        Transactions = settings.Transactions,
        Own = [.. settings.Own.Select(own => new OwnFilterDocument { Name = own.Name, Path = own.Path, Pattern = own.Pattern })],
    };

    public FilterSettings ToSettings() => new()
    {
        BrowserExtensions = BrowserExtensions,
        Localhost = Localhost,
        WebCrawlers = WebCrawlers,
        HealthChecks = HealthChecks,
        LegacyBrowsers =
        [
            .. (LegacyBrowsers ?? ImmutableDictionary<string, int>.Empty).OrderBy(browser => browser.Key, StringComparer.Ordinal)
                .Select(browser => new BrowserVersion { Browser = browser.Key, Below = browser.Value }),
        ],
        Releases = Texts(Releases),
        ErrorMessages = Texts(ErrorMessages),
        ClientAddresses = Texts(ClientAddresses),
        CspReports = CspReports.IsDefault ? [] : [.. CspReports.Select(filter => new CspFilter { Directive = filter?.Directive, Source = filter?.Source })],
        Transactions = Texts(Transactions),
        Own = Own.IsDefault ? [] : [.. Own.Select(own => new OwnFilter { Name = own?.Name ?? "", Path = own?.Path ?? "", Pattern = own?.Pattern ?? "" })],
    };

    private static ImmutableArray<string> Texts(ImmutableArray<string> texts) => texts.IsDefault ? [] : [.. texts.Select(text => text ?? "")];
}
