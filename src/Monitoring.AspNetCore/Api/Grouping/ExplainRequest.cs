using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Grouping;

internal sealed record ExplainRequest
{
    [Description("The event: an object in the names of the Sentry protocol, or the id of a stored event.")]
    public JsonElement Event { get; init; }

    [Description("Two events to compare, in place of 'event'.")]
    public JsonElement Events { get; init; }

    [Description("The configuration; the project's when it is left out.")]
    public string? Config { get; init; }

    [Description("Rules for stack traces: a text, or a list of lines; the project's when they are left out.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement Enhancements { get; init; }

    [Description("Rules for fingerprints: a text, a list of lines, or a list of objects with matchers, fingerprint and attributes; the project's when they are left out.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement FingerprintRules { get; init; }
}
