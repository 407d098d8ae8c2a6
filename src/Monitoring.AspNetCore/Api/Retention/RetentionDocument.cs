using System.ComponentModel;
using Monitoring.ErrorTracking.Retention;

namespace Monitoring.AspNetCore.Api.Retention;

[Description("How long errors are kept, and how much of them; what is null is as the host's options say.")]
internal sealed record RetentionDocument
{
    [Description("How long events are kept, at least a day. Pinned ones stay, and what all of them counted stays with their issue.")]
    public TimeSpan? Events { get; init; }

    [Description("After how long without an event an issue goes, with all that it counted.")]
    public TimeSpan? Issues { get; init; }

    [Description("The most bytes that the payloads of events may have together, before the store packs them, at least 1048576. When they have more, payloads go; their events stay.")]
    public long? PayloadBytes { get; init; }

    public static RetentionDocument Of(RetentionSettings settings) => new() { Events = settings.Events, Issues = settings.Issues, PayloadBytes = settings.PayloadBytes };

    public RetentionSettings ToSettings() => new() { Events = Events, Issues = Issues, PayloadBytes = PayloadBytes };
}
