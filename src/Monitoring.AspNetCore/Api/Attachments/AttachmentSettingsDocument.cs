using System.ComponentModel;
using Monitoring.ErrorTracking.Attachments.Settings;

namespace Monitoring.AspNetCore.Api.Attachments;

[Description("Whether a project keeps attachments, and how many.")]
internal sealed record AttachmentSettingsDocument
{
    [Description("Whether attachments are kept. They are not scrubbed: what senders attach is kept as it is.")]
    public required bool Enabled { get; init; }

    public required long MaxBytes { get; init; }

    public required long MaxBytesPerEvent { get; init; }

    public required int MaxPerEvent { get; init; }

    public required TimeSpan Retention { get; init; }

    public required long QuotaBytes { get; init; }

    [Description("How many bytes are stored now; expired ones count until they are swept.")]
    public required long UsedBytes { get; init; }

    [Description("How many attachments are stored now.")]
    public required long Count { get; init; }

    public static AttachmentSettingsDocument Of(AttachmentSettingsView view) => new()
    {
        Enabled = view.Settings.Enabled,
        MaxBytes = view.Settings.MaxBytes,
        MaxBytesPerEvent = view.Settings.MaxBytesPerEvent,
        MaxPerEvent = view.Settings.MaxPerEvent,
        Retention = view.Settings.Retention,
        QuotaBytes = view.Settings.QuotaBytes,
        UsedBytes = view.UsedBytes,
        Count = view.Count,
    };
}
