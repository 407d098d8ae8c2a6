using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Tracing;

/// <summary>One transaction that was kept because it was slow.</summary>
public sealed record TransactionSample
{
    /// <summary>The trace that it belongs to, 32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>The id that its SDK gave it; <see langword="null"/> for one that came as a span.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required EventId? EventId { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The release that it ran in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Release { get; init; }

    /// <summary>Whether it failed.</summary>
    public required bool HasFailed { get; init; }
}
