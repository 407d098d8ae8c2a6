using System.ComponentModel;
using Monitoring.ErrorTracking.Sampling;

namespace Monitoring.AspNetCore.Api.Sampling;

internal sealed record SamplingStateDocument
{
    [Description("How many payloads this host has kept in this hour.")]
    public required long KeptThisHour { get; init; }

    public required long BytesThisHour { get; init; }

    [Description("How many events this host has counted in this hour without keeping them.")]
    public required long LeftOutThisHour { get; init; }

    [Description("How many events all hosts have taken in this hour, as far as is known.")]
    public required long EventsThisHour { get; init; }

    [Description("How many events an hour are the beginning of a spike; null before there is a day of history.")]
    public required long? SpikeLimit { get; init; }

    [Description("Since when there is a spike; null when there is none.")]
    public required DateTimeOffset? SpikeSince { get; init; }

    public static SamplingStateDocument Of(SamplingReport report) => new()
    {
        KeptThisHour = report.KeptThisHour,
        BytesThisHour = report.BytesThisHour,
        LeftOutThisHour = report.LeftOutThisHour,
        EventsThisHour = report.EventsThisHour,
        SpikeLimit = report.SpikeLimit,
        SpikeSince = report.SpikeSince,
    };
}
