using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Grouping;

internal sealed record GroupingChanges
{
    [Description("One of 'configs'.")]
    public string? Config { get; init; }

    [Description("Rules for stack traces: a text, or a list of lines.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement Enhancements { get; init; }

    [Description("Rules for fingerprints: a text, a list of lines, or a list of objects with matchers, fingerprint and attributes.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement FingerprintRules { get; init; }

    [Description("False: what the new settings hold apart becomes new issues at once. By default issues go on for 90 days: events also find them by the settings of before.")]
    public bool? KeepsIssues { get; init; }
}
