using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api.Issues;
using Monitoring.ErrorTracking.Backends;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Backends;

internal sealed record BackendIssueInput
{
    [Description("unresolved, resolved or ignored.")]
    public string? Status { get; init; }

    [Description("With resolved: the release that mends it.")]
    public string? InRelease { get; init; }

    [Description("With resolved: a release that is not there yet mends it.")]
    public bool InNextRelease { get; init; }

    [Description("With ignored: what brings it back; for ever when it is left out. A Sentry server is told whole minutes, rounded up.")]
    public IgnoreDocument? Ignore { get; init; }

    [Description("Who gets it, or null for nobody: a member of the project, or a user of the Sentry server by name or mail address.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement Assignee { get; init; }

    /// <summary>The change; null, and what is wrong, when there is none.</summary>
    public BackendIssueChange? ToChange(out string? fault)
    {
        IssueStatus? status = Words.TryParse<IssueStatus>(Status, out var parsed) ? parsed : null;
        fault = Status is not null && status is null ? $"status: '{Problem.Short(Status)}' is none of {string.Join(", ", Words.Statuses)}."
            : Assignee.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String) ? "assignee: is neither a string nor null."
            : Status is null && this is not { InRelease: null, InNextRelease: false, Ignore: null } ? "status: is missing; 'inRelease', 'inNextRelease' and 'ignore' go with it."
            : Status is null && Assignee.ValueKind == JsonValueKind.Undefined ? "status or assignee is expected."
            : null;
        return fault is not null ? null : new BackendIssueChange
        {
            Status = status is { } known
                ? new IssueStatusChange { Status = known, InReleases = InRelease is { } release ? [release] : [], InNextRelease = InNextRelease, Ignore = Ignore?.Read() }
                : null,
            Assigns = Assignee.ValueKind != JsonValueKind.Undefined,
            Assignee = Assignee.ValueKind == JsonValueKind.String ? Assignee.GetString() : null,
        };
    }
}
