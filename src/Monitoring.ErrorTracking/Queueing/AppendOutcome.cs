using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Queueing;

/// <summary>What became of the events of a request.</summary>
internal sealed record AppendOutcome
{
    public static AppendOutcome Failed { get; } = new() { Fault = AppendFault.Failed };

    public required AppendFault Fault { get; init; }

    /// <summary>A result per event when there is no fault.</summary>
    public ImmutableArray<EventAppendResult> Results { get; init; } = [];

    /// <summary>When the store is unavailable, how long it thinks that it will be.</summary>
    public TimeSpan RetryAfter { get; init; }
}
