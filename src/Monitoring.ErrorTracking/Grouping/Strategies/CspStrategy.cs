using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>A violated content security policy: the directive, and what it kept out.</summary>
internal sealed class CspStrategy : IStrategy
{
    public string Name => ComponentIds.Csp;

    public Variants? Of(GroupingScope scope)
    {
        if (scope.Event.Security is not { Kind: EventTypes.Csp } report)
        {
            return null;
        }

        var blocked = CspSource.Of(report);
        var violation = new Leaf(ComponentIds.Violation, LocalViolation(report, blocked));
        var uri = new Leaf(ComponentIds.Uri, blocked);
        if (violation.Contributes)
        {
            uri.Ignore(Hint.Of("violation takes precedence"));
        }
        else
        {
            violation.Ignore(Hint.Of("not a local script violation"));
        }

        return new Variants { Default = new Branch(ComponentIds.Csp, new Leaf(ComponentIds.Salt, report.EffectiveDirective), violation, uri) };
    }

    /// <summary>What the page did itself: code in its own text.</summary>
    private static string? LocalViolation(SecurityReport report, string? blocked)
    {
        var isLocal = blocked == CspSource.Self && report.EffectiveDirective is { } directive
            && (directive.StartsWith("script-src", StringComparison.Ordinal) || directive.StartsWith("style-src", StringComparison.Ordinal));
        return !isLocal || report.ViolatedDirective is not { } violated ? null
            : violated.Contains("'unsafe-inline'", StringComparison.Ordinal) ? "'unsafe-inline'"
            : violated.Contains("'unsafe-eval'", StringComparison.Ordinal) ? "'unsafe-eval'"
            : null;
    }
}
