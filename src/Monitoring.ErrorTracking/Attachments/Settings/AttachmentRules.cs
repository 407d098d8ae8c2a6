using System.Globalization;

namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>Says what is wrong with settings.</summary>
internal static class AttachmentRules
{
    private const int MostDays = 3650;

    /// <summary>The first fault; begins with the name of the setting. Null when there is none.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="mostBytes">The most bytes of an attachment that the host takes.</param>
    public static string? FindFault(AttachmentSettings settings, long mostBytes) =>
        settings.MaxBytes < 1 || settings.MaxBytes > mostBytes ? Range("maxBytes", 1, mostBytes)
        : settings.MaxBytesPerEvent < settings.MaxBytes ? "maxBytesPerEvent: must be at least maxBytes."
        : settings.MaxPerEvent is < 1 or > AttachmentSettings.MostPerEvent ? Range("maxPerEvent", 1, AttachmentSettings.MostPerEvent)
        : settings.Retention.TotalDays is < 1 or > MostDays || settings.Retention.Ticks % TimeSpan.TicksPerDay != 0 ? $"retention: must be a whole number of days from 1 to {MostDays}."
        : settings.QuotaBytes < settings.MaxBytes ? "quotaBytes: must be at least maxBytes."
        : null;

    private static string Range(string name, long least, long most) => string.Create(CultureInfo.InvariantCulture, $"{name}: must be from {least} to {most}.");
}
