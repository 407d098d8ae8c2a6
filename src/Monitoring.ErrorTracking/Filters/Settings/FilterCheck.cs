using System.Buffers;
using System.Collections.Immutable;
using Monitoring.ErrorTracking.Filters.Matching;

namespace Monitoring.ErrorTracking.Filters.Settings;

/// <summary>Finds mistakes in filters.</summary>
internal static class FilterCheck
{
    private const int MaxVersion = 10_000;
    private const int MaxDirective = 100;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static string? FindFault(FilterSettings settings) =>
        Each(settings.LegacyBrowsers, "legacyBrowsers", CheckBrowser)
        ?? (settings.LegacyBrowsers.DistinctBy(browser => browser.Browser).Count() < settings.LegacyBrowsers.Length ? "legacyBrowsers: a browser is there twice." : null)
        ?? Each(settings.Releases, "releases", CheckPattern)
        ?? Each(settings.ErrorMessages, "errorMessages", CheckPattern)
        ?? Each(settings.ClientAddresses, "clientAddresses", CheckAddress)
        ?? Each(settings.CspReports, "cspReports", CheckCsp)
        ?? Each(settings.Transactions, "transactions", CheckPattern)
        ?? Each(settings.Own, "own", CheckOwn)
        ?? (settings.Own.DistinctBy(own => own.Name).Count() < settings.Own.Length ? "own: a name is there twice." : null);

    private static string? Each<T>(ImmutableArray<T> entries, string place, Func<T, string?> check)
    {
        if (entries.Length > FilterSettings.MaxEntries)
        {
            return $"{place}: there are at most {FilterSettings.MaxEntries}.";
        }

        for (var index = 0; index < entries.Length; index++)
        {
            if (check(entries[index]) is { } fault)
            {
                return $"{place}[{index}]{fault}";
            }
        }

        return null;
    }

    private static string? CheckBrowser(BrowserVersion version) =>
        !UserAgents.Browsers.Contains(version.Browser, StringComparer.Ordinal) ? $".browser: must be one of {string.Join(", ", UserAgents.Browsers)}."
        : version.Below is < 1 or > MaxVersion ? $".below: must be from 1 to {MaxVersion}."
        : null;

    private static string? CheckPattern(string pattern)
    {
        if (pattern.Length is 0 or > FilterSettings.MaxPatternLength)
        {
            return $": must have 1 to {FilterSettings.MaxPatternLength} characters.";
        }

        return Patterns.Parse(pattern, out var fault) is null ? $": {fault}" : null;
    }

    private static string? CheckAddress(string text) =>
        text.Length > FilterSettings.MaxPatternLength || AddressRanges.Parse(text) is null ? ": must be an address or a network such as 203.0.113.0/24 or 2001:db8::/32." : null;

    private static string? CheckCsp(CspFilter filter) =>
        filter is { Directive: null, Source: null } ? ": must have a directive or a source."
        : filter.Directive?.Length is 0 or > MaxDirective ? $".directive: must have 1 to {MaxDirective} characters."
        : filter.Source is { } source && CheckPattern(source) is { } fault ? $".source{fault}"
        : null;

    private static string? CheckOwn(OwnFilter own) =>
        own.Name.Length is 0 or > OwnFilter.MaxNameLength || own.Name.AsSpan().ContainsAnyExcept(NameLetters)
            ? $".name: must have 1 to {OwnFilter.MaxNameLength} lower-case letters, digits and hyphens."
        : own.Path.Length > FilterSettings.MaxPatternLength || EventPath.Parse(own.Path) is null ? $".path: must be one of {EventPath.Roots}."
        : CheckPattern(own.Pattern) is { } fault ? $".pattern{fault}"
        : null;
}
