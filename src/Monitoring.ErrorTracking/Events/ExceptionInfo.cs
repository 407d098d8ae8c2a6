using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>One exception of a chain or a group. It has a type, a value or a stack trace.</summary>
public sealed record ExceptionInfo
{
    /// <summary>The type, such as <c>System.InvalidOperationException</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The message. A value that was no string is its JSON text.</summary>
    public string? Value { get; init; }

    /// <summary>The module, package or assembly of the type.</summary>
    public string? Module { get; init; }

    /// <summary>The thread on which it was thrown.</summary>
    public string? ThreadId { get; init; }

    /// <summary>How it was caught.</summary>
    public Mechanism? Mechanism { get; init; }

    /// <summary>Where it was thrown.</summary>
    public StackTrace? StackTrace { get; init; }

    /// <summary>The stack trace before a source map or symbols were applied to it.</summary>
    public RawJson RawStackTrace { get; init; }
}
