namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>The settings as they are stored, one document in the partition of each project that has changed anything.</summary>
internal sealed record GroupingSettingsDocument
{
    public const string Key = "grouping";

    public required GroupingSettings Settings { get; init; }
}
