using System.Collections.Immutable;
using Monitoring.ErrorTracking.Envelopes;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>The items of one request that one <see cref="IItemHandler"/> takes.</summary>
internal sealed record ItemBatch
{
    /// <summary>The items, in the order of the envelope. They refer to the memory of the body.</summary>
    public required ImmutableArray<EnvelopeItem> Items { get; init; }

    /// <summary>The header of the envelope.</summary>
    public required EnvelopeHeader Header { get; init; }

    /// <summary>Whether an SDK sent an envelope; otherwise a path of its own was called, often by hand, and the answer is read.</summary>
    public bool IsEnvelope => Header.Raw.HasValue;

    /// <summary>Who sent it, and when it came.</summary>
    public required Sender Sender { get; init; }

    /// <summary>The id of the event that the items travel with: of the stored one, else of the envelope's header.</summary>
    public required EventId? EventId { get; init; }

    /// <summary>The events of the request that are durable now; empty when it brought none, or when none was taken.</summary>
    public required ImmutableArray<IngestedEvent> Events { get; init; }

    /// <summary>Whether events of the request, feedback included, were refused or over a limit.</summary>
    public required bool HasLostEvents { get; init; }

    /// <summary>The limit that the first of them was over; <see langword="null"/> when none was.</summary>
    public required string? LimitOfEvents { get; init; }

    /// <summary>The filter that dropped the first of them; <see langword="null"/> when none did.</summary>
    public required string? FilterOfEvents { get; init; }
}
