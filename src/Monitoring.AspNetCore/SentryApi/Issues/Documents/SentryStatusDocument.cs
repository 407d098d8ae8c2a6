using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

/// <summary>The conditions that end a status, in Sentry's words.</summary>
internal sealed record SentryStatusDocument
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InRelease { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? InNextRelease { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? IgnoreUntil { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IgnoreCount { get; init; }

    /// <summary>In minutes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IgnoreWindow { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IgnoreUserCount { get; init; }

    public static SentryStatusDocument Of(IssueState state) => new()
    {
        InRelease = state.ResolvedInReleases.FirstOrDefault(),
        InNextRelease = state.IsResolvedInNextRelease ? true : null,
        IgnoreUntil = state.Conditions?.Until,
        IgnoreCount = state.Conditions?.Events ?? state.Conditions?.Rate?.Count,
        IgnoreWindow = (long?)state.Conditions?.Rate?.Window.TotalMinutes,
        IgnoreUserCount = state.Conditions?.Users,
    };

    public static string? Substatus(IssueState state) => (state.Status, state.Substatus) switch
    {
        (IssueStatus.Ignored, IssueSubstatus.ArchivedUntil) when state.Conditions is { UntilEscalating: true, Until: null, Events: null, Users: null, Rate: null } => "archived_until_escalating",
        (IssueStatus.Ignored, IssueSubstatus.ArchivedUntil) => "archived_until_condition_met",
        (IssueStatus.Ignored, _) => "archived_forever",
        (_, var substatus) => Words.Of(substatus),
    };
}
