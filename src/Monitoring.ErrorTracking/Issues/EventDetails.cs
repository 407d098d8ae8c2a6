using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>An event with all that is known of it. May hold personal data that the project does not have scrubbed.</summary>
public sealed record EventDetails
{
    /// <summary>The row of the event; its payload is <see cref="Raw"/>.</summary>
    public required StoredEvent Event { get; init; }

    /// <summary>The normalised event as UTF-8 JSON in the names of the Sentry protocol; empty when the payload was not kept.</summary>
    public required ReadOnlyMemory<byte> Normalized { get; init; }

    /// <summary>The event as it was received after scrubbing, an envelope of one item; empty when it was not kept.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }
}
