using System.ComponentModel;
using Monitoring.ErrorTracking.Retention;

namespace Monitoring.AspNetCore.Api.Retention;

[Description("How long errors are kept; what is null is as the host's options say.")]
internal sealed record RetentionDocument
{
    [Description("How long events are kept, at least a day. What they counted stays with their issue.")]
    public TimeSpan? Events { get; init; }

    [Description("After how long without an event an issue goes, with all that it counted.")]
    public TimeSpan? Issues { get; init; }

    public static RetentionDocument Of(RetentionSettings settings) => new() { Events = settings.Events, Issues = settings.Issues };

    public RetentionSettings ToSettings() => new() { Events = Events, Issues = Issues };
}
