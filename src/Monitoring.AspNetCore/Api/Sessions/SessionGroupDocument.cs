using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Sessions;

namespace Monitoring.AspNetCore.Api.Sessions;

[Description("The sessions of a release, an environment or a status over time.")]
internal sealed record SessionGroupDocument
{
    [Description("Null when they are not grouped by it, and for releases that found no room of their own.")]
    public required string? Release { get; init; }

    [Description("Null when they are not grouped by it, and for environments that found no room of their own.")]
    public required string? Environment { get; init; }

    [Description("healthy, errored, unhandled, abnormal or crashed; null when they are not grouped by it.")]
    public required string? Status { get; init; }

    public required long Sessions { get; init; }

    [Description("All that is known of them; null in a group of one status.")]
    public required SessionTotalsDocument? Totals { get; init; }

    [Description("The hours or days in which there were any, in order.")]
    public required ImmutableArray<SessionPointDocument> Series { get; init; }

    public static SessionGroupDocument Of(SessionGroup group) => new()
    {
        Release = group.Release,
        Environment = group.Environment,
        Status = group.Status is { } status ? Words.Of(status) : null,
        Sessions = group.Sessions,
        Totals = group.Totals is null ? null : SessionTotalsDocument.Of(group.Totals),
        Series = [.. group.Series.Select(SessionPointDocument.Of)],
    };
}
