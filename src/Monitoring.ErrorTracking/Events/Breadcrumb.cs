using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events;

/// <summary>Something that happened before the event.</summary>
public sealed record Breadcrumb
{
    /// <summary>When it happened, in UTC, corrected for the sender's clock.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>What it is, such as <c>http</c>, <c>navigation</c> or <c>default</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Where it comes from, such as the name of a logger.</summary>
    public string? Category { get; init; }

    /// <summary>How bad it was.</summary>
    public required ErrorLevel Level { get; init; }

    /// <summary>A text.</summary>
    public string? Message { get; init; }

    /// <summary>Further data: an object.</summary>
    public RawJson Data { get; init; }

    /// <summary>The event that it stands for.</summary>
    public EventId? EventId { get; init; }
}
