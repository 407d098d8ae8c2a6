using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>An exception of an event.</summary>
public sealed record BackendException
{
    /// <summary>Its type; may be empty.</summary>
    public required string Type { get; init; }

    /// <summary>What it says; may be empty.</summary>
    public required string Value { get; init; }

    /// <summary>The module or namespace of its type, or <see langword="null"/>.</summary>
    public string? Module { get; init; }

    /// <summary>Its frames, the innermost last; empty when it has no stack trace.</summary>
    public ImmutableArray<BackendFrame> Frames { get; init => field = value.IsDefault ? [] : value; } = [];
}
