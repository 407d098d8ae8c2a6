using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.AspNetCore.Api.AlertRules;

[Description("What to change of an alert rule; what is left out stays. 'mutedUntil' is changed alone.")]
internal sealed record AlertRuleChanges
{
    public string? Name { get; init; }

    public bool? Enabled { get; init; }

    [Description("critical, high, medium, low, info or unknown.")]
    public string? Severity { get; init; }

    [Description("PT5M to P30D.")]
    public TimeSpan? Cooldown { get; init; }

    [Description("Until when it is silent, at most a year ahead, or null to speak again.")]
    [JsonConverter(typeof(ReadableElementConverter))]
    public JsonElement MutedUntil { get; init; }
}
