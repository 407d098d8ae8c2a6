using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Quotas.Settings;

/// <summary>How quotas lie in the document store.</summary>
internal static class QuotaDocuments
{
    private const string Name = "quota-settings";

    public static SettingsKind<QuotaSettings> Kind { get; } = new()
    {
        Type = new(Name, QuotaJson.Default.SettingsDocumentQuotaSettings, _ => Name),
        Initial = new(),
        Action = "quotas.changed",
        FindFault = QuotaCheck.FindFault,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SettingsDocument<QuotaSettings>))]
internal sealed partial class QuotaJson : JsonSerializerContext;
