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
    public DateTimeOffset? IgnoreUntil { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IgnoreCount { get; init; }

    public static SentryStatusDocument Of(IssueState state) => new()
    {
        InRelease = state.ResolvedInRelease,
        IgnoreUntil = state.IgnoredUntil,
        IgnoreCount = state.IgnoredEventsLeft,
    };

    public static string? Substatus(IssueState state) => (state.Status, state.Substatus) switch
    {
        (IssueStatus.Ignored, IssueSubstatus.ArchivedUntil) => "archived_until_condition_met",
        (IssueStatus.Ignored, _) => "archived_forever",
        (_, var substatus) => Words.Of(substatus),
    };
}
