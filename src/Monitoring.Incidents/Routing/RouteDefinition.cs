using System.Collections.Immutable;

namespace Monitoring.Incidents.Routing;

/// <summary>A node of the routing tree as it is written, in Alertmanager's words. What is not given is the parent's.</summary>
internal sealed record RouteDefinition
{
    public string? Receiver { get; init; }

    /// <summary>Texts of matchers, of which all must hold.</summary>
    public ImmutableArray<string> Matchers { get; init; } = [];

    /// <summary>Names of the labels whose values make a group; <c>...</c> for all labels.</summary>
    public ImmutableArray<string>? GroupBy { get; init; }

    public string? GroupWait { get; init; }

    public string? GroupInterval { get; init; }

    public string? RepeatInterval { get; init; }

    /// <summary>Names of time intervals in which nothing is sent. Not passed on to children.</summary>
    public ImmutableArray<string> MuteTimeIntervals { get; init; } = [];

    /// <summary>Names of time intervals outside of which nothing is sent. Not passed on to children.</summary>
    public ImmutableArray<string> ActiveTimeIntervals { get; init; } = [];

    /// <summary>Whether the routes after this one are tried as well when this one fits.</summary>
    public bool Continue { get; init; }

    public ImmutableArray<RouteDefinition> Routes { get; init; } = [];
}
