using System.ComponentModel;
using Monitoring.ErrorTracking.Monitors;

namespace Monitoring.AspNetCore.Api.Monitors;

[Description("One run of a job, or one that did not come.")]
internal sealed record CheckInDocument
{
    public required string Id { get; init; }

    [Description("in_progress, ok, error, missed, timeout, or unknown for a run that may have come while nothing could be heard.")]
    public required string Status { get; init; }

    public required string Environment { get; init; }

    [Description("When it began, or for a missed one when it was expected.")]
    public required DateTimeOffset StartedAt { get; init; }

    [Description("When it ended or was judged; null while it runs.")]
    public required DateTimeOffset? EndedAt { get; init; }

    public required DateTimeOffset? ExpectedAt { get; init; }

    public required TimeSpan? Duration { get; init; }

    [Description("Whether it ended after it had been judged.")]
    public required bool IsLate { get; init; }

    public required string? Release { get; init; }

    public required string? TraceId { get; init; }

    public static CheckInDocument Of(CheckIn checkIn) => new()
    {
        Id = checkIn.Id.ToString("N"),
        Status = checkIn.Status.Name(),
        Environment = checkIn.Environment,
        StartedAt = checkIn.StartedAt,
        EndedAt = checkIn.EndedAt,
        ExpectedAt = checkIn.ExpectedAt,
        Duration = checkIn.Duration,
        IsLate = checkIn.IsLate,
        Release = checkIn.Release,
        TraceId = checkIn.TraceId,
    };
}
