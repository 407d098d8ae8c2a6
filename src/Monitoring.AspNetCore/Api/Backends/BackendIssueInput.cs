using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    [Description("With ignored: until when. A Sentry server is told whole minutes, rounded up.")]
    public DateTimeOffset? Until { get; init; }

    [Description("With ignored: for how many more events.")]
    public long? Events { get; init; }

    [Description("Who gets it, or null for nobody: a member of the project, or a user of the Sentry server by name or mail address.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement Assignee { get; init; }

    /// <summary>The change; null, and what is wrong, when there is none.</summary>
    public BackendIssueChange? ToChange(out string? fault)
    {
        IssueStatus? status = Words.TryParse<IssueStatus>(Status, out var parsed) ? parsed : null;
        fault = Status is not null && status is null ? $"status: '{Problem.Short(Status)}' is none of {string.Join(", ", Words.Statuses)}."
            : Assignee.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String) ? "assignee: is neither a string nor null."
            : Status is null && this is not { InRelease: null, Until: null, Events: null } ? "status: is missing; 'inRelease', 'until' and 'events' go with it."
            : Status is null && Assignee.ValueKind == JsonValueKind.Undefined ? "status or assignee is expected."
            : null;
        return fault is not null ? null : new BackendIssueChange
        {
            Status = status is { } known ? new IssueStatusChange { Status = known, InRelease = InRelease, Until = Until, Events = Events } : null,
            Assigns = Assignee.ValueKind != JsonValueKind.Undefined,
            Assignee = Assignee.ValueKind == JsonValueKind.String ? Assignee.GetString() : null,
        };
    }
}
