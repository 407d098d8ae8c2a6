using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>The filters of a project, ready to be asked. Safe for any number of threads.</summary>
internal sealed class CompiledFilters
{
    private readonly AddressRanges _addresses;
    private readonly Patterns _releases;
    private readonly TransactionNames _transactions;
    private readonly ImmutableArray<EventFilter> _filters;

    /// <param name="settings">Settings without mistakes.</param>
    public CompiledFilters(FilterSettings settings)
    {
        _addresses = new AddressRanges(settings.ClientAddresses);
        _releases = new Patterns(settings.Releases);
        _transactions = new TransactionNames(settings.HealthChecks, settings.Transactions);
        _filters = [.. FiltersOf(settings)];
    }

    /// <summary>A project without filters.</summary>
    public static CompiledFilters None { get; } = new(new FilterSettings());

    /// <summary>Whether transactions are to be looked into.</summary>
    public bool HasTransactions => !_transactions.IsEmpty || !_releases.IsEmpty;

    /// <summary>Whether nothing is taken from an address.</summary>
    public bool DropsAddress(string? address) => _addresses.Contains(address);

    /// <summary>The filter that drops an event; null when none does.</summary>
    public string? Find(ErrorEvent errorEvent, string? address)
    {
        if (_filters.IsEmpty)
        {
            return null;
        }

        var subject = new FilterSubject(errorEvent, address);
        foreach (var filter in _filters)
        {
            if (filter.Matches(subject))
            {
                return filter.Name;
            }
        }

        return null;
    }

    /// <summary>All filters that an event matches, in the order in which they are asked.</summary>
    public ImmutableArray<string> FindAll(ErrorEvent errorEvent, string? address)
    {
        var subject = new FilterSubject(errorEvent, address);
        var matches = ImmutableArray.CreateBuilder<string>();
        if (errorEvent.Type == EventTypes.Transaction)
        {
            if (DropsAddress(address))
            {
                matches.Add(FilterNames.Address);
            }

            if (FindTransaction(errorEvent.Transaction, errorEvent.Release) is { } found)
            {
                matches.Add(found);
            }
        }
        else
        {
            matches.AddRange(_filters.Where(filter => filter.Matches(subject)).Select(filter => filter.Name));
        }

        return matches.DrainToImmutable();
    }

    /// <summary>The filter that drops a transaction; null when none does.</summary>
    public string? FindTransaction(string? name, string? release) =>
        _releases.IsMatch(release, new RuleBudget()) ? FilterNames.Release : _transactions.Matches(name) ? FilterNames.Transaction : null;

    private IEnumerable<EventFilter> FiltersOf(FilterSettings settings)
    {
        if (!_addresses.IsEmpty)
        {
            yield return new(FilterNames.Address, subject => _addresses.Contains(subject.Address));
        }

        if (!_releases.IsEmpty)
        {
            yield return new(FilterNames.Release, subject => _releases.IsMatch(subject.Event.Release, subject.Budget));
        }

        if (settings.Localhost)
        {
            yield return new(FilterNames.Localhost, LocalHosts.Matches);
        }

        if (settings.WebCrawlers)
        {
            yield return new(FilterNames.WebCrawlers, WebCrawlers.Matches);
        }

        if (!settings.LegacyBrowsers.IsEmpty)
        {
            yield return new(FilterNames.LegacyBrowsers, new LegacyBrowsers(settings.LegacyBrowsers).Matches);
        }

        if (settings.BrowserExtensions)
        {
            yield return new(FilterNames.BrowserExtensions, BrowserExtensions.Matches);
        }

        if (!settings.ErrorMessages.IsEmpty)
        {
            yield return new(FilterNames.ErrorMessage, new ErrorMessages(settings.ErrorMessages).Matches);
        }

        if (!settings.CspReports.IsEmpty)
        {
            yield return new(FilterNames.CspReport, new CspReports(settings.CspReports).Matches);
        }

        foreach (var own in settings.Own)
        {
            var path = EventPath.Parse(own.Path) ?? throw new ArgumentException("There is no such path.", nameof(settings));
            var pattern = new Patterns([own.Pattern]);
            yield return new(FilterNames.OwnPrefix + own.Name, subject => path.Read(subject.Event).Any(text => pattern.IsMatch(text, subject.Budget)));
        }
    }
}
