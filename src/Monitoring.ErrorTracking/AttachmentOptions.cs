using System.ComponentModel.DataAnnotations;

namespace Monitoring.ErrorTracking;

/// <summary>What holds for the attachments of projects that have no settings of their own. Attachments are not scrubbed.</summary>
public sealed class AttachmentOptions
{
    private const long MiB = 1024 * 1024;

    /// <summary>Whether attachments are kept.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>The most bytes of one attachment; <see cref="ErrorTrackingOptions.MaxAttachmentBytes"/> when that is less.</summary>
    /// <value>The default value is 10 MiB.</value>
    [Range(1, int.MaxValue)]
    public int MaxBytes { get; set; } = (int)(10 * MiB);

    /// <summary>The most bytes of all attachments of an event.</summary>
    /// <value>The default value is 20 MiB.</value>
    [Range(1, int.MaxValue)]
    public int MaxBytesPerEvent { get; set; } = (int)(20 * MiB);

    /// <summary>The most attachments of an event.</summary>
    /// <value>The default value is 10.</value>
    [Range(1, 100)]
    public int MaxPerEvent { get; set; } = 10;

    /// <summary>How long attachments are kept.</summary>
    /// <value>The default value is 30 days.</value>
    [TimeSpanRange("1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The most bytes of all attachments of a project.</summary>
    /// <value>The default value is 1 GiB.</value>
    [Range(1d, long.MaxValue)]
    public long QuotaBytes { get; set; } = 1024 * MiB;
}
