using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.Keys;

internal sealed record KeyChanges
{
    public string? Label { get; init; }

    public bool? IsActive { get; init; }

    [Description("A string, or null to take it away.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement Service { get; init; }

    [Description("An object of count and window, or null to take the limit away.")]
    public JsonElement RateLimit { get; init; }
}
