namespace Monitoring.ErrorTracking.Events;

/// <summary>
/// What is known of the receipt of an event besides its payload. Together with the payload it decides the normalised event completely, so
/// that it can be kept with the payload and the event normalised again at any time.
/// </summary>
public sealed record EventReceipt
{
    /// <summary>When the event was received, by the host's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the event was sent, by the sender's clock, from the envelope's header. A difference of 55 minutes or more shifts the times of the event.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The event id of the envelope's header, which wins over the payload's. Only for the first event of an envelope.</summary>
    public EventId? EnvelopeEventId { get; init; }

    /// <summary>The id that the receiver made, for an event that has none of its own.</summary>
    public required EventId NewEventId { get; init; }

    /// <summary>The address of the peer, in text, for events that ask for it. Personal data.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>The SDK that authenticated, as <c>name/version</c>, for events that name none.</summary>
    public string? SdkClient { get; init; }
}
