using System.ComponentModel;
using Monitoring.ErrorTracking.Retention;

namespace Monitoring.AspNetCore.Api.Retention;

[Description("What went the last time that the settings were applied.")]
internal sealed record RetentionRunDocument
{
    public required DateTimeOffset At { get; init; }

    public required long Events { get; init; }

    public required long Issues { get; init; }

    [Description("How many payloads of events that stayed.")]
    public required long Payloads { get; init; }

    [Description("How many bytes these had, before the store packed them.")]
    public required long PayloadBytes { get; init; }

    [Description("How many payloads of events that stayed have gone so far.")]
    public required long PayloadsEver { get; init; }

    [Description("How many bytes these had.")]
    public required long PayloadBytesEver { get; init; }

    public static RetentionRunDocument Of(RetentionRun run) => new()
    {
        At = run.At,
        Events = run.Events,
        Issues = run.Issues,
        Payloads = run.Payloads,
        PayloadBytes = run.PayloadBytes,
        PayloadsEver = run.PayloadsEver,
        PayloadBytesEver = run.PayloadBytesEver,
    };
}
