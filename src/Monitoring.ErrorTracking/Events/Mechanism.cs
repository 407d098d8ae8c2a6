using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>How an exception was caught, and where it stands in a chain or group.</summary>
public sealed record Mechanism
{
    /// <summary>What caught it, such as <c>onerror</c>; <c>generic</c> when not told.</summary>
    public required string Type { get; init; }

    /// <summary>A description for people.</summary>
    public string? Description { get; init; }

    /// <summary>A link with more, http or https.</summary>
    public string? HelpLink { get; init; }

    /// <summary>The attribute of the parent that holds this exception, such as <c>InnerExceptions[1]</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the application caught it itself.</summary>
    public bool? IsHandled { get; init; }

    /// <summary>Whether the SDK made the exception up, so that its type means nothing.</summary>
    public bool? IsSynthetic { get; init; }

    /// <summary>Whether it only groups others, as an <see cref="AggregateException"/> does.</summary>
    public bool? IsExceptionGroup { get; init; }

    /// <summary>The number of the exception in its chain or group; 0 is the root.</summary>
    public int? ExceptionId { get; init; }

    /// <summary>The number of the exception that holds this one.</summary>
    public int? ParentId { get; init; }

    /// <summary>Facts of the operating system, such as <c>errno</c>, <c>signal</c> and <c>ns_error</c>: an object.</summary>
    public RawJson Meta { get; init; }

    /// <summary>Further data: an object.</summary>
    public RawJson Data { get; init; }
}
