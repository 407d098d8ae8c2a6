using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IgnoreRateDocument
{
    [Description("How many events.")]
    public required long Count { get; init; }

    [Description("Within how much time, 1 minute to 30 days, such as PT1H.")]
    public required TimeSpan Window { get; init; }
}
