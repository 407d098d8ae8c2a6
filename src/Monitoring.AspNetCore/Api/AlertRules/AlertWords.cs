using Monitoring.ErrorTracking.AlertRules;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.AlertRules;

/// <summary>The words of alert rules.</summary>
internal static class AlertWords
{
    public static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetValues<AlertTriggerKind>().Select(Of)];

    public static string Of(AlertTriggerKind kind) => Camel(kind.ToString());

    public static string Of(AlertComparison comparison) => Camel(comparison.ToString());

    public static string Of(CrashFreeMeasure measure) => Camel(measure.ToString());

    public static string Of(AlertAssignment assignment) => Camel(assignment.ToString());

    public static string Of(Severity severity) => Camel(severity.ToString());

    public static string Of(IssueStatus status) => Camel(status.ToString());

    public static string? Of(ErrorAlertEnd? end) => end is { } known ? Camel(known.ToString()) : null;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
