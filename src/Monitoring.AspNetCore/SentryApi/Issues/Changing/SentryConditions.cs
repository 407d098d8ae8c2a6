using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.SentryApi.Issues.Changing;

/// <summary>When a status ends. Sentry takes these under <c>statusDetails</c> and, from older clients, beside the status.</summary>
internal sealed record SentryConditions
{
    public string? InRelease { get; init; }

    public bool? InNextRelease { get; init; }

    /// <summary>In minutes.</summary>
    public long? IgnoreDuration { get; init; }

    /// <summary>The same, from older clients and sentry-cli.</summary>
    public long? SnoozeDuration { get; init; }

    public DateTimeOffset? IgnoreUntil { get; init; }

    public long? IgnoreCount { get; init; }

    /// <summary>In minutes: the events must come within it.</summary>
    public long? IgnoreWindow { get; init; }

    public long? IgnoreUserCount { get; init; }

    /// <summary>In minutes: the users would have to be affected within it, which is not known here.</summary>
    public long? IgnoreUserWindow { get; init; }

    /// <summary>A commit, which is given without its repository or as an object.</summary>
    public System.Text.Json.JsonElement InCommit { get; init; }

    [JsonIgnore]
    public bool IsEmpty => this is { InRelease: null, InNextRelease: not true, IgnoreDuration: null, SnoozeDuration: null, IgnoreUntil: null, IgnoreCount: null, IgnoreUserCount: null }
        && InCommit.ValueKind is System.Text.Json.JsonValueKind.Undefined or System.Text.Json.JsonValueKind.Null;
}
