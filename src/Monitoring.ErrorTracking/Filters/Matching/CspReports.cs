using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Tells reports about a content security policy that nobody wants.</summary>
internal sealed class CspReports(ImmutableArray<CspFilter> filters)
{
    private readonly ImmutableArray<(string? Directive, Patterns? Source)> _filters =
        [.. filters.Select(filter => (filter.Directive, filter.Source is { } source ? new Patterns([source]) : null))];

    public bool Matches(FilterSubject subject)
    {
        if (subject.Event.Security is not { Kind: Events.EventTypes.Csp } report)
        {
            return false;
        }

        foreach (var (directive, source) in _filters)
        {
            var isDirective = directive is null || directive.Equals(report.EffectiveDirective, StringComparison.OrdinalIgnoreCase);
            if (isDirective && (source is null || source.IsMatch(report.BlockedUri, subject.Budget) || source.IsMatch(report.SourceFile, subject.Budget)))
            {
                return true;
            }
        }

        return false;
    }
}
