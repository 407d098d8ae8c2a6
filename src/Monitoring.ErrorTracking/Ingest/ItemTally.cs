using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Outcomes;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Counts what becomes of the items of one request, so that each ends in exactly one outcome.</summary>
internal sealed class ItemTally(OutcomeCounters counters, ProjectId project)
{
    /// <summary>The category of what could not be told: items of unknown types, and bodies that were not read.</summary>
    public const string Unknown = "unknown";

    /// <summary>The reason of items that are let in but that nothing is done with yet.</summary>
    public const string NotStored = "not_stored";

    /// <summary>How many items were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>
    /// The category of an item: that of rate limits, else the name of its type. It depends on nothing within the item, so that an event
    /// counts as the same whether it is taken, limited or too large to be read; with or without an exception it is an error.
    /// </summary>
    public static string CategoryOf(EnvelopeItemKind kind) => kind switch
    {
        EnvelopeItemKind.Unknown => Unknown,
        EnvelopeItemKind.Attachment => DataCategory.AttachmentItem.Name(),
        _ => kind.Category() is var category and not DataCategory.None ? category.Name() : kind.Name(),
    };

    public void Accept(string category, string reason = "")
    {
        Taken++;
        counters.Add(project, category, OutcomeKind.Accepted, reason);
    }

    /// <summary>Items were taken that are counted later, by whoever stores them.</summary>
    public void Defer(int items) => Taken += items;

    /// <summary>Counts what became of an item.</summary>
    public void Add(ItemOutcome outcome)
    {
        Taken += outcome is { Refusal: null, Kind: not OutcomeKind.RateLimited } ? 1 : 0;
        counters.Add(project, outcome.Category, outcome.Kind, outcome.Reason, outcome.Quantity);
    }

    public void Limit(string category, string reason, long quantity = 1) => counters.Add(project, category, OutcomeKind.RateLimited, reason, quantity);

    /// <summary>A filter of the project dropped it; the sender is told that all is well.</summary>
    public void Filter(string category, string filter)
    {
        Taken++;
        counters.Add(project, category, OutcomeKind.Filtered, filter);
    }

    public void Refuse(string category, string reason) => counters.Add(project, category, OutcomeKind.Invalid, reason);

    /// <summary>A repeated event: nothing is stored, but the sender is told that all is well.</summary>
    public void Duplicate(string category)
    {
        Taken++;
        counters.Add(project, category, OutcomeKind.Invalid, "duplicate");
    }

    public void Discarded(string category, string reason, long quantity) => counters.Add(project, category, OutcomeKind.ClientDiscard, reason, quantity);
}
