namespace Monitoring.ErrorTracking.Tracing;

/// <summary>Durations of many, in milliseconds.</summary>
public sealed record DurationFigures
{
    /// <summary>The mean, exact.</summary>
    public required double Mean { get; init; }

    /// <summary>Half of them took no longer.</summary>
    public required double P50 { get; init; }

    /// <summary>95 % of them took no longer.</summary>
    public required double P95 { get; init; }

    /// <summary>99 % of them took no longer.</summary>
    public required double P99 { get; init; }

    /// <summary>The longest, exact.</summary>
    public required double Max { get; init; }

    /// <summary>All together, exact.</summary>
    public required double Sum { get; init; }
}
