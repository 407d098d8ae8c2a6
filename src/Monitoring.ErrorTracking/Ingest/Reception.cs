using System.Collections.Immutable;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.Queueing;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>What one request has brought so far: events for the store, counts, and what was wrong.</summary>
internal sealed class Reception(ItemTally tally, EnvelopeHeader header, Sender sender) : IDisposable
{
    private readonly List<ProcessedEvent> _events = [];
    private readonly List<Refusal> _refusals = [];
    private readonly SortedDictionary<string, TimeSpan> _limits = new(StringComparer.Ordinal);
    private bool _areEventsLimited;
    private PayloadBuffer? _payloads = new();

    public ItemTally Tally => tally;

    public EnvelopeHeader Header => header;

    public Sender Sender => sender;

    public PayloadBuffer Payloads => _payloads!;

    /// <summary>The events for the store, in order.</summary>
    public IReadOnlyList<ProcessedEvent> Events => _events;

    /// <summary>What was refused, in order.</summary>
    public IReadOnlyList<Refusal> Refused => _refusals;

    /// <summary>The categories that were over a limit, and after how long each fits it again.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Limits => _limits;

    /// <summary>After how long everything fits its limits again; <see langword="null"/> when nothing was over one.</summary>
    public TimeSpan? Limited => _limits.Count == 0 ? null : _limits.Values.Max();

    /// <summary>After how long the store may take what it could not take now; <see langword="null"/> when it took all.</summary>
    public TimeSpan? Unavailable { get; private set; }

    /// <summary>Whether events were refused or over a limit.</summary>
    public bool HasLostEvents { get; private set; }

    /// <summary>The attachments. They share the fate of the event beside them.</summary>
    public List<EnvelopeItem> Attachments { get; } = [];

    /// <summary>The items for the handlers of their kinds, in order.</summary>
    public List<EnvelopeItem> Handled { get; } = [];

    public void Add(ProcessedEvent processed)
    {
        if (processed.Refusal is { } refusal)
        {
            HasLostEvents = true;
            Refuse(processed.Category, refusal);
        }
        else if (processed.Row is null)
        {
            tally.Accept(processed.Category, ItemTally.NotStored);
        }
        else
        {
            _events.Add(processed);
        }
    }

    public void Refuse(string category, Refusal refusal)
    {
        _refusals.Add(refusal);
        tally.Refuse(category, refusal.Name);
    }

    /// <summary>Counts an event that is over the limit of its key.</summary>
    public void LimitEvent(string category, TimeSpan wait)
    {
        _areEventsLimited = true;
        HasLostEvents = true;
        Limit(RateLimitHeader.Events, wait);
        tally.Limit(category, Refusals.RateLimited.Name);
    }

    /// <summary>Counts what became of an item.</summary>
    public void Add(ItemOutcome outcome)
    {
        tally.Add(outcome);
        if (outcome.Refusal is { } refusal)
        {
            _refusals.Add(refusal);
        }

        if (outcome.Wait is { } wait)
        {
            Limit(outcome.Category, wait);
        }
    }

    /// <summary>Counts items that the store could not take.</summary>
    public void NotStored(ImmutableArray<EnvelopeItem> items, TimeSpan wait)
    {
        Unavailable = Unavailable > wait ? Unavailable : wait;
        foreach (var item in items)
        {
            tally.Limit(ItemTally.CategoryOf(item.Kind), Refusals.StoreUnavailable.Name);
        }
    }

    /// <summary>Counts everything that waited for the events, which the store or the queue could not take.</summary>
    public void RefuseAll(Refusal refusal)
    {
        foreach (var processed in _events)
        {
            tally.Limit(processed.Category, refusal.Name);
        }

        foreach (var item in Handled)
        {
            tally.Limit(ItemTally.CategoryOf(item.Kind), refusal.Name);
        }

        LimitAttachments(refusal.Name);
    }

    /// <summary>The events with their payloads, whose memory now belongs to the queue.</summary>
    public PendingEvents TakePending()
    {
        var payloads = Payloads;
        var rows = ImmutableArray.CreateBuilder<GroupedEvent>(_events.Count);
        foreach (var processed in _events)
        {
            rows.Add(processed.Row! with { Payload = payloads.Slice(processed.Payload) });
        }

        _payloads = null;
        return new PendingEvents(rows.MoveToImmutable(), payloads);
    }

    /// <summary>Counts the attachments once the fate of the event beside them is known.</summary>
    public void CountAttachments()
    {
        if (_events.Count == 0 && _areEventsLimited)
        {
            LimitAttachments(Refusals.RateLimited.Name);
            return;
        }

        // Beside nothing but a broken event they are no reason to tell the sender that all is well.
        var isBesideNothing = _events.Count == 0 && _refusals.Count > 0;
        tally.AcceptAttachments(Attachments.Count, isTaken: !isBesideNothing);
    }

    public void Dispose() => _payloads?.Dispose();

    private void Limit(string categories, TimeSpan wait) =>
        _limits[categories] = _limits.TryGetValue(categories, out var known) && known > wait ? known : wait;

    private void LimitAttachments(string reason) => tally.Limit(ItemTally.CategoryOf(EnvelopeItemKind.Attachment), reason, Attachments.Count);
}
