using System.ComponentModel;
using Monitoring.ErrorTracking.Attachments.Settings;

namespace Monitoring.AspNetCore.Api.Attachments;

[Description("Whether a project keeps attachments, and how many. What is left out has its default.")]
internal sealed record AttachmentSettingsInput
{
    [Description("Whether attachments are kept. They are not scrubbed: what senders attach is kept as it is.")]
    public required bool Enabled { get; init; }

    [Description("The most bytes of one attachment; 10485760 when it is left out.")]
    public long? MaxBytes { get; init; }

    [Description("The most bytes of all attachments of an event; 20971520 when it is left out.")]
    public long? MaxBytesPerEvent { get; init; }

    [Description("The most attachments of an event, at most 100; 10 when it is left out.")]
    public int? MaxPerEvent { get; init; }

    [Description("How long attachments are kept, in whole days; 30 when it is left out.")]
    public TimeSpan? Retention { get; init; }

    [Description("The most bytes of all attachments of the project; 1073741824 when it is left out.")]
    public long? QuotaBytes { get; init; }

    public AttachmentSettings ToSettings()
    {
        var defaults = new AttachmentSettings();
        return new AttachmentSettings
        {
            Enabled = Enabled,
            MaxBytes = MaxBytes ?? defaults.MaxBytes,
            MaxBytesPerEvent = MaxBytesPerEvent ?? defaults.MaxBytesPerEvent,
            MaxPerEvent = MaxPerEvent ?? defaults.MaxPerEvent,
            Retention = Retention ?? defaults.Retention,
            QuotaBytes = QuotaBytes ?? defaults.QuotaBytes,
        };
    }
}
