using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Monitors;

/// <summary>A job that is expected to check in.</summary>
public sealed record JobMonitor
{
    /// <summary>Its id; a monitor that is deleted and made again has another one.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The project that it belongs to.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>Its name in check-ins, unique in the project: 1 to 50 characters of <c>[a-z0-9_-]</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>What is expected of it.</summary>
    public required MonitorSettings Settings { get; init; }

    /// <summary>Whether it is looked after.</summary>
    public required MonitorStatus Status { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How it stands in each environment that has checked in, by name.</summary>
    public ImmutableArray<MonitorEnvironment> Environments { get; init; } = [];
}
