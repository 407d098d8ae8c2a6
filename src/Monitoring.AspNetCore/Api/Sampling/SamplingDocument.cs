using System.ComponentModel;
using Monitoring.ErrorTracking.Sampling;

namespace Monitoring.AspNetCore.Api.Sampling;

[Description("Of which events the payload is kept. Every event is counted, kept or not. What is left out when it is sent is as it is by default.")]
internal sealed record SamplingDocument
{
    [Description("Whether payloads are left out at all.")]
    public bool? Enabled { get; init; }

    [Description("How many events of an issue are kept each hour before any is left out.")]
    public int? KeepFirst { get; init; }

    [Description("At least one event of an issue is kept in this time.")]
    public TimeSpan? KeepEvery { get; init; }

    [Description("The most events of an issue that are kept each hour.")]
    public int? MaxPerIssue { get; init; }

    [Description("The most events of the project that each host keeps each hour.")]
    public long? MaxPerProject { get; init; }

    [Description("The most bytes of payloads of the project that each host keeps each hour.")]
    public long? MaxBytesPerProject { get; init; }

    [Description("Whether less is kept while much more comes in than usual.")]
    public bool? SpikeProtection { get; init; }

    [Description("What takes the place of keepFirst during a spike, when it is less.")]
    public int? KeepFirstInSpike { get; init; }

    [Description("What sampling does now. Ignored when it is sent.")]
    public SamplingStateDocument? State { get; init; }

    public static SamplingDocument Of(SamplingReport report) => Of(report.Settings) with { State = SamplingStateDocument.Of(report) };

    public static SamplingDocument Of(SamplingSettings settings) => new()
    {
        Enabled = settings.IsEnabled,
        KeepFirst = settings.KeepFirst,
        KeepEvery = settings.KeepEvery,
        MaxPerIssue = settings.MaxPerIssue,
        MaxPerProject = settings.MaxPerProject,
        MaxBytesPerProject = settings.MaxBytesPerProject,
        SpikeProtection = settings.IsSpikeProtected,
        KeepFirstInSpike = settings.KeepFirstInSpike,
    };

    public SamplingSettings ToSettings()
    {
        var initial = new SamplingSettings();
        return new SamplingSettings
        {
            IsEnabled = Enabled ?? initial.IsEnabled,
            KeepFirst = KeepFirst ?? initial.KeepFirst,
            KeepEvery = KeepEvery ?? initial.KeepEvery,
            MaxPerIssue = MaxPerIssue ?? initial.MaxPerIssue,
            MaxPerProject = MaxPerProject ?? initial.MaxPerProject,
            MaxBytesPerProject = MaxBytesPerProject ?? initial.MaxBytesPerProject,
            IsSpikeProtected = SpikeProtection ?? initial.IsSpikeProtected,
            KeepFirstInSpike = KeepFirstInSpike ?? initial.KeepFirstInSpike,
        };
    }
}
