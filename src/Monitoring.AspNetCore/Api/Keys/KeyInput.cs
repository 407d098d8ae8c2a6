using System.Text.Json;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api.Keys;

/// <summary>Turns what a caller sends into settings of a key.</summary>
internal static class KeyInput
{
    public static ClientKeySettings Settings(NewKey input, string label) =>
        new() { Label = label, Service = input.Service, RateLimit = Limit(input.RateLimit) };

    /// <summary>Applies changes to a key; <see langword="null"/> with the reason when one of them cannot be read.</summary>
    public static ClientKeySettings? Apply(KeyChanges changes, ClientKey key, out string reason)
    {
        var settings = new ClientKeySettings
        {
            Label = changes.Label ?? key.Label,
            IsActive = changes.IsActive ?? key.IsActive,
            Service = key.Service,
            RateLimit = key.RateLimit,
        };
        return ApplyService(changes.Service, ref settings, out reason) && ApplyLimit(changes.RateLimit, ref settings, out reason) ? settings : null;
    }

    private static bool ApplyService(JsonElement service, ref ClientKeySettings settings, out string reason)
    {
        reason = "service: is neither a string nor null.";
        switch (service.ValueKind)
        {
            case JsonValueKind.Undefined:
                return true;
            case JsonValueKind.Null or JsonValueKind.String:
                settings = settings with { Service = service.GetString() };
                return true;
            default:
                return false;
        }
    }

    private static bool ApplyLimit(JsonElement limit, ref ClientKeySettings settings, out string reason)
    {
        reason = "";
        if (limit.ValueKind == JsonValueKind.Undefined)
        {
            return true;
        }

        try
        {
            settings = settings with { RateLimit = Limit(limit.Deserialize(KeyJson.Default.KeyLimit)) };
            return true;
        }
        catch (JsonException)
        {
            reason = "rateLimit: is neither null nor an object of 'count' (a number) and 'window' (a duration such as \"PT1M\").";
            return false;
        }
    }

    private static KeyRateLimit? Limit(KeyLimit? limit) => limit is null ? null : new KeyRateLimit { Count = limit.Count, Window = limit.Window };
}
