using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.SentryApi.Issues.Changing;

/// <summary>What a call wants changed of issues. What is not known here, such as bookmarks, is passed over.</summary>
internal sealed record SentryIssueChanges
{
    public string? Status { get; init; }

    /// <summary>With ignored: <c>archived_until_escalating</c>; others say no more than the status.</summary>
    public string? Substatus { get; init; }

    public SentryConditions? StatusDetails { get; init; }

    public JsonElement AssignedTo { get; init; }

    /// <summary>A truth value or 1: the issues of the address shall become one.</summary>
    public JsonElement Merge { get; init; }

    public bool? Discard { get; init; }

    [JsonIgnore]
    public bool Merges => Merge.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False);

    /// <summary>Whether the issues are deleted, and later events of them dropped.</summary>
    [JsonIgnore]
    public bool Discards => Discard == true;

    [JsonIgnore]
    public bool Assigns => AssignedTo.ValueKind != JsonValueKind.Undefined;

    [JsonIgnore]
    public bool IsEmpty => Status is null && !Assigns && !Merges;
}
