using System.Collections.Immutable;
using Monitoring.ErrorTracking.Outcomes;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>What became of an item, or of a part of it.</summary>
internal sealed record ItemOutcome
{
    private ItemOutcome(string category, OutcomeKind kind, string reason, long quantity)
    {
        Category = category;
        Kind = kind;
        Reason = reason;
        Quantity = quantity;
    }

    /// <summary>What it counts as, such as <c>monitor</c>.</summary>
    public string Category { get; }

    /// <summary>How it ended.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>Why, one of few words; never text of the sender.</summary>
    public string Reason { get; }

    /// <summary>How many, or how many bytes.</summary>
    public long Quantity { get; }

    /// <summary>What to tell the sender when nothing of the request was taken.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>How long the sender should keep such items back; <see langword="null"/> when it is not asked to.</summary>
    public TimeSpan? Wait { get; private init; }

    /// <summary>Whether it was an event of its own, which what came with it has lost.</summary>
    public bool LosesEvent { get; init; }

    /// <summary>It is durable, or nothing of it is kept on purpose.</summary>
    public static ItemOutcome Accepted(string category, string reason = "", long quantity = 1) => new(category, OutcomeKind.Accepted, reason, quantity);

    /// <summary>What became of a container: something in any case, also when there was nothing in it.</summary>
    public static ImmutableArray<ItemOutcome> OfContainer(string category, ImmutableArray<ItemOutcome> entries) => entries.IsEmpty ? [Accepted(category, "empty")] : entries;

    /// <summary>A setting of the project drops it; the sender is told that all is well.</summary>
    public static ItemOutcome Filtered(string category, string reason, long quantity = 1) => new(category, OutcomeKind.Filtered, reason, quantity);

    /// <summary>It was taken before; nothing changes, and the sender is told that all is well.</summary>
    public static ItemOutcome Repeated(string category, long quantity = 1) => new(category, OutcomeKind.Invalid, "duplicate", quantity);

    /// <summary>It cannot be used, and its sender cannot help it: it is counted as invalid, and the sender is told that all is well.</summary>
    public static ItemOutcome Dropped(string category, string reason, long quantity = 1) => new(category, OutcomeKind.Invalid, reason, quantity);

    /// <summary>It is malformed or not allowed.</summary>
    public static ItemOutcome Refused(string category, Refusal refusal, long quantity = 1) =>
        new(category, OutcomeKind.Invalid, refusal.Name, quantity) { Refusal = refusal };

    /// <summary>It is over a limit.</summary>
    /// <param name="category">What it counts as.</param>
    /// <param name="reason">Which limit.</param>
    /// <param name="wait">How long the sender should keep back everything of the category; <see langword="null"/> drops this one alone.</param>
    /// <param name="quantity">How many.</param>
    public static ItemOutcome Limited(string category, string reason, TimeSpan? wait = null, long quantity = 1) =>
        new(category, OutcomeKind.RateLimited, reason, quantity) { Wait = wait };
}
