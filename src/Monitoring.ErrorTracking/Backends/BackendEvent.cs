using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>An event with its stack traces, as any back end tells of it.</summary>
public sealed record BackendEvent
{
    /// <summary>Its id, 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The issue.</summary>
    public required string IssueId { get; init; }

    /// <summary>When it happened, UTC; <see langword="null"/> when the back end does not say.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its message; may be empty.</summary>
    public required string Message { get; init; }

    /// <summary>The SDK's platform; may be empty.</summary>
    public required string Platform { get; init; }

    /// <summary>The release, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <summary>The environment, or <see langword="null"/>.</summary>
    public string? Environment { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableArray<EventTag> Tags { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Its exceptions, the cause of the others first, as SDKs send them; empty for a mere message.</summary>
    public ImmutableArray<BackendException> Exceptions { get; init => field = value.IsDefault ? [] : value; } = [];
}
