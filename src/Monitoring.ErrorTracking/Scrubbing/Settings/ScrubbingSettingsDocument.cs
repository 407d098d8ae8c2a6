namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>The settings as they are stored, one document in the partition of each project that has changed anything.</summary>
internal sealed record ScrubbingSettingsDocument
{
    public const string Key = "scrubbing";

    public required ScrubbingSettings Settings { get; init; }
}
