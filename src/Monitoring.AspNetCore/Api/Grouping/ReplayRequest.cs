using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Grouping;

internal sealed record ReplayRequest
{
    [Description("The configuration; the project's when it is left out.")]
    public string? Config { get; init; }

    [Description("Rules for stack traces: a text, or a list of lines; the project's when they are left out.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement Enhancements { get; init; }

    [Description("Rules for fingerprints: a text, a list of lines, or a list of objects with matchers, fingerprint and attributes; the project's when they are left out.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement FingerprintRules { get; init; }

    [Description("Only events that were received from here on.")]
    public DateTimeOffset? From { get; init; }

    [Description("Only events that were received before.")]
    public DateTimeOffset? To { get; init; }

    [Description("How many events of each issue are looked at, the newest of them, 1 to 50; 10 when it is left out.")]
    public int? EventsPerIssue { get; init; }
}
