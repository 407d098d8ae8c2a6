using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Sessions;

namespace Monitoring.AspNetCore.Api.Sessions;

[Description("How a release fares.")]
internal sealed record ReleaseHealthDocument
{
    [Description("Null for those that found no room of their own.")]
    public required string? Release { get; init; }

    [Description("Null when all were asked for together.")]
    public required string? Environment { get; init; }

    public required SessionTotalsDocument Totals { get; init; }

    [Description("Its share of all sessions of the environment, 0 to 1; null when there were none.")]
    public required double? SessionAdoption { get; init; }

    [Description("Its share of all users of the environment, 0 to 1; null when there were none.")]
    public required double? UserAdoption { get; init; }

    [Description("The hours of its sessions, or the days when more than two days were asked for; what is not listed had none. Null in lists.")]
    public required ImmutableArray<SessionPointDocument>? Series { get; init; }

    public static ReleaseHealthDocument Of(ReleaseHealth health) => InList(health) with { Series = [.. health.Series.Select(SessionPointDocument.Of)] };

    public static ReleaseHealthDocument InList(ReleaseHealth health) => new()
    {
        Release = health.Release,
        Environment = health.Environment,
        Totals = SessionTotalsDocument.Of(health.Totals),
        SessionAdoption = health.SessionAdoption,
        UserAdoption = health.UserAdoption,
        Series = null,
    };
}
