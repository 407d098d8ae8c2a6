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

    public static ProcessedEvent Of(string category, GroupedEvent row, Range payload) => new(category, row, payload, null);

    /// <summary>Whether it is feedback, which is no event of an issue.</summary>
    public bool IsFeedback { get; private init; }

    /// <summary>Feedback in the form of an event.</summary>
    public static ProcessedEvent Feedback(string category) => new(category, null, default, null) { IsFeedback = true };

    /// <summary>Of a kind that is let in but not stored.</summary>
    public static ProcessedEvent Skipped(string category) => new(category, null, default, null);

    public static ProcessedEvent Failed(string category, Refusal refusal) => new(category, null, default, refusal);
}
