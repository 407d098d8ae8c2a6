using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>A message, maybe made from a template.</summary>
public sealed record LogEntry
{
    /// <summary>The final text, at most 8192 characters (a little more is let through uncut).</summary>
    public string? Formatted { get; init; }

    /// <summary>The template with its placeholders; <see langword="null"/> when the final text was not made from one.</summary>
    public string? Message { get; init; }

    /// <summary>The values for the placeholders: an array or an object.</summary>
    public RawJson Parameters { get; init; }
}
