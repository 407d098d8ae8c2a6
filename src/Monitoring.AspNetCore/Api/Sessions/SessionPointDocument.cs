using System.ComponentModel;
using Monitoring.ErrorTracking.Sessions;

namespace Monitoring.AspNetCore.Api.Sessions;

internal sealed record SessionPointDocument
{
    [Description("The beginning of the hour or day.")]
    public required DateTimeOffset Start { get; init; }

    public required long Sessions { get; init; }

    [Description("All that is known of them; null in a group of one status.")]
    public required SessionTotalsDocument? Totals { get; init; }

    public static SessionPointDocument Of(SessionPoint point) => new()
    {
        Start = point.Bucket,
        Sessions = point.Sessions,
        Totals = point.Totals is null ? null : SessionTotalsDocument.Of(point.Totals),
    };
}
