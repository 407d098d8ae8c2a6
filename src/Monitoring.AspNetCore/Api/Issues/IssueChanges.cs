using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IssueChanges
{
    [Description("unresolved, resolved or ignored.")]
    public string? Status { get; init; }

    [Description("With resolved: the release that mends it; events of earlier releases do not bring the issue back.")]
    public string? InRelease { get; init; }

    [Description("With resolved: the releases that mend it, one for each branch.")]
    public ImmutableArray<string> InReleases { get; init; }

    [Description("With resolved: a release that is not there yet mends it; events of the releases known now do not bring the issue back.")]
    public bool InNextRelease { get; init; }

    [Description("With ignored: what brings it back, the first that is met; for ever when it is left out.")]
    public IgnoreDocument? Ignore { get; init; }

    [Description("The id of a member of the project, or null for nobody.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement Assignee { get; init; }

    [Description("Issues of the same project, by their numbers, that shall become part of this one.")]
    public ImmutableArray<string> Merge { get; init; }
}
