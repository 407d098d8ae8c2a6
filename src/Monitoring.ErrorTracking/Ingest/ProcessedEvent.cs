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
    }

    /// <summary>What it counts as, taken or refused.</summary>
    public string Category { get; }

    /// <summary>What the store is given, still without its payload; <see langword="null"/> when it is not stored.</summary>
    public GroupedEvent? Row { get; }

    /// <summary>Where its payload lies in the request's buffer.</summary>
    public Range Payload { get; }

    /// <summary>Why it was refused; <see langword="null"/> when it was not.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The trace that it happened in, as it was sent.</summary>
    public string? TraceId { get; private init; }

    /// <summary>The kind of item that it is in truth, when it is no error.</summary>
    public EnvelopeItemKind OtherKind { get; private init; }

    public static ProcessedEvent Of(string category, GroupedEvent row, Range payload, string? traceId) => new(category, row, payload, null) { TraceId = traceId };

    /// <summary>Of a kind that is let in but not stored, unless somebody takes items of that kind.</summary>
    public static ProcessedEvent Other(string category, EnvelopeItemKind kind) => new(category, null, default, null) { OtherKind = kind };

    public static ProcessedEvent Failed(string category, Refusal refusal) => new(category, null, default, refusal);
}
