namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>
/// Whether a project keeps attachments, and how many. Off unless somebody switches it on, because attachments are kept as they are received: nothing takes
/// secrets or personal data out of them.
/// </summary>
public sealed record AttachmentSettings
{
    /// <summary>The most attachments of an event that can be allowed.</summary>
    public const int MostPerEvent = 100;

    /// <summary>Whether attachments are kept.</summary>
    /// <value>By default <see langword="false"/>.</value>
    public bool Enabled { get; init; }

    /// <summary>The most bytes of one attachment, at most <see cref="ErrorTrackingOptions.MaxAttachmentBytes"/>.</summary>
    /// <value>By default 10 MiB.</value>
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>The most bytes of all attachments of an event.</summary>
    /// <value>By default 20 MiB.</value>
    public long MaxBytesPerEvent { get; init; } = 20 * 1024 * 1024;

    /// <summary>The most attachments of an event, at most <see cref="MostPerEvent"/>.</summary>
    /// <value>By default 10.</value>
    public int MaxPerEvent { get; init; } = 10;

    /// <summary>How long attachments are kept, in whole days from 1 to 3,650; a change holds for those that are received from then on.</summary>
    /// <value>By default 30 days.</value>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The most bytes of all attachments of the project; what comes beyond is dropped.</summary>
    /// <value>By default 1 GiB.</value>
    public long QuotaBytes { get; init; } = 1024L * 1024 * 1024;
}
