using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>How the settings lie in the document store.</summary>
internal static class GroupingSettingsDocuments
{
    private const string Name = "grouping-settings";

    public static DocumentType<SettingsDocument<GroupingSettings>> Type { get; } = new(Name, GroupingSettingsJson.Default.SettingsDocumentGroupingSettings, _ => Name);

    public static SettingsKind<GroupingSettings> KindOf(GroupingStrategies strategies) => new()
    {
        Type = Type,
        Initial = new() { Config = strategies.Default.Id },
        Action = "grouping.changed",
        FindFault = settings => SettingsRules.FindFault(settings.Config, settings.Enhancements, settings.FingerprintRules, strategies),
    };
}
