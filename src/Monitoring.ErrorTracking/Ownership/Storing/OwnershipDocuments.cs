using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Ownership.Rules;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Ownership.Storing;

/// <summary>How the rules lie in the document store.</summary>
internal static class OwnershipDocuments
{
    private const string Name = "ownership";

    public static SettingsKind<OwnershipSettings> Kind { get; } = new()
    {
        Type = new(Name, OwnershipJson.Default.SettingsDocumentOwnershipSettings, _ => Name),
        Initial = new(),
        Action = "ownership.changed",
        FindFault = FindFault,
    };

    private static string? FindFault(OwnershipSettings settings)
    {
        OwnerRuleReader.Read(settings, out var fault);
        return fault;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingsDocument<OwnershipSettings>))]
internal sealed partial class OwnershipJson : JsonSerializerContext;
