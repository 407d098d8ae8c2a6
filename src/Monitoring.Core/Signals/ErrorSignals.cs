using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Signals;
using Monitoring.Signals.Errors;

namespace Monitoring.Core.Signals;

/// <summary>The signals about issues, which are made from the error store's transitions.</summary>
internal static class ErrorSignals
{
    public static SignalType<ErrorIssueOpened> Opened { get; } = new("error-issue-opened", ErrorSignalJson.Default.ErrorIssueOpened);

    public static SignalType<ErrorIssueRegressed> Regressed { get; } = new("error-issue-regressed", ErrorSignalJson.Default.ErrorIssueRegressed);

    public static SignalType<ErrorIssueUnignored> Unignored { get; } = new("error-issue-unignored", ErrorSignalJson.Default.ErrorIssueUnignored);

    public static SignalType<ErrorIssueEscalated> Escalated { get; } = new("error-issue-escalated", ErrorSignalJson.Default.ErrorIssueEscalated);

    public static SignalType<ErrorIssueChanged> Changed { get; } = new("error-issue-changed", ErrorSignalJson.Default.ErrorIssueChanged);

    public static SignalType<ErrorIssueExpired> Expired { get; } = new("error-issue-expired", ErrorSignalJson.Default.ErrorIssueExpired);

    public static ImmutableArray<SignalType> All { get; } = [Opened, Regressed, Unignored, Escalated, Changed, Expired];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorIssueOpened))]
[JsonSerializable(typeof(ErrorIssueRegressed))]
[JsonSerializable(typeof(ErrorIssueUnignored))]
[JsonSerializable(typeof(ErrorIssueEscalated))]
[JsonSerializable(typeof(ErrorIssueChanged))]
[JsonSerializable(typeof(ErrorIssueExpired))]
internal sealed partial class ErrorSignalJson : JsonSerializerContext;
