namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>The settings of a project, and what its attachments take.</summary>
public sealed record AttachmentSettingsView
{
    /// <summary>The settings; those of the host when the project has none of its own.</summary>
    public required AttachmentSettings Settings { get; init; }

    /// <summary>How many bytes are stored now; expired ones count until they are swept, within an hour or so.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>How many attachments are stored now.</summary>
    public required long Count { get; init; }
}
