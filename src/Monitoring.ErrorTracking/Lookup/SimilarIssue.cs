using System.Collections.Immutable;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.ErrorTracking.Lookup;

/// <summary>An issue that resembles another one.</summary>
public sealed record SimilarIssue
{
    /// <summary>The issue.</summary>
    public required Issue Issue { get; init; }

    /// <summary>How alike they are, from 0 to 1; from 0.65 on they are probably one fault.</summary>
    public required double Score { get; init; }

    /// <summary>What they have in common, such as <c>frames 0.82: app.order.pay</c>.</summary>
    public required ImmutableArray<string> Reasons { get; init; }
}
