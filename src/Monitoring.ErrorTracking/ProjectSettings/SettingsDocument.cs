namespace Monitoring.ErrorTracking.ProjectSettings;

/// <summary>Settings of one kind as they are stored, one document in the partition of each project that has changed anything.</summary>
internal sealed record SettingsDocument<T>
    where T : class
{
    public required T Settings { get; init; }
}
