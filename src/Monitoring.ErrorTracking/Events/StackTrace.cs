using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>A stack trace with at least one frame.</summary>
public sealed record StackTrace
{
    /// <summary>The frames, the oldest call first; at most the 50 oldest and the 200 newest of those that were sent.</summary>
    public required ImmutableArray<StackFrame> Frames { get; init; }

    /// <summary>The registers of the processor: an object.</summary>
    public RawJson Registers { get; init; }

    /// <summary>The programming language.</summary>
    public string? Language { get; init; }

    /// <summary>How instruction addresses are to be adjusted before symbolication.</summary>
    public string? InstructionAddressAdjustment { get; init; }

    /// <summary>Whether the trace was taken from outside while the thread ran on.</summary>
    public bool? IsSnapshot { get; init; }
}
