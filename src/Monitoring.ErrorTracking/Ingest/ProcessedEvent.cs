using Monitoring.ErrorTracking.Envelopes;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>An event that is ready for the store, or what became of it instead.</summary>
internal readonly record struct ProcessedEvent
{
    private ProcessedEvent(string category, GroupedEvent? row, Range payload, Refusal? refusal)
    {
        Category = category;
        Row = row;
        Payload = payload;
        Refusal = refusal;
        Sampling = "";
    }

    /// <summary>What it counts as, taken or refused.</summary>
    public string Category { get; }

    /// <summary>What the store is given, still without its payload; <see langword="null"/> when it is not stored.</summary>
    public GroupedEvent? Row { get; }

    /// <summary>Where its payload lies in the request's buffer.</summary>
    public Range Payload { get; }

    /// <summary>Why it was refused; <see langword="null"/> when it was not.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Why its payload is not kept; empty when it is.</summary>
    public string Sampling { get; private init; }

    /// <summary>The filter that dropped it; <see langword="null"/> when none did.</summary>
    public string? Filter { get; private init; }

    /// <summary>The kind of item that it is in truth, when it is no error.</summary>
    public EnvelopeItemKind OtherKind { get; private init; }

    public static ProcessedEvent Of(string category, GroupedEvent row, Range payload) => new(category, row, payload, null);

    /// <summary>Of a kind that is let in but not stored, unless somebody takes items of that kind.</summary>
    public static ProcessedEvent Other(string category, EnvelopeItemKind kind) => new(category, null, default, null) { OtherKind = kind };

    /// <summary>Counted, but its payload is not kept; the reason says why.</summary>
    public static ProcessedEvent Sampled(string category, GroupedEvent row, Range nothing, string reason) => new(category, row, nothing, null) { Sampling = reason };

    /// <summary>Dropped by a filter of the project.</summary>
    public static ProcessedEvent Filtered(string category, string filter) => new(category, null, default, null) { Filter = filter };

    public static ProcessedEvent Failed(string category, Refusal refusal) => new(category, null, default, refusal);
}
