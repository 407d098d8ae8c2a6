using System.Collections.Immutable;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.Queueing;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>What one request has brought so far: events for the store, counts, and what was wrong.</summary>
internal sealed class Reception(ItemTally tally, EnvelopeHeader header, Sender sender) : IEventNotes, IDisposable
{
    private readonly List<ProcessedEvent> _events = [];
    private readonly List<Refusal> _refusals = [];
    private readonly Dictionary<RateLimit, TimeSpan> _limits = [];
    private PayloadBuffer? _payloads = new();

    public ItemTally Tally => tally;

    public EnvelopeHeader Header => header;

    public Sender Sender => sender;

    public PayloadBuffer Payloads => _payloads!;

    /// <summary>The events for the store, in order.</summary>
    public IReadOnlyList<ProcessedEvent> Events => _events;

    /// <summary>What was refused, in order.</summary>
    public IReadOnlyList<Refusal> Refused => _refusals;

    /// <summary>The limits that something was over, and after how long each is kept again.</summary>
    public IReadOnlyDictionary<RateLimit, TimeSpan> Limits => _limits;

    /// <summary>After how long everything fits its limits again; <see langword="null"/> when nothing was over one.</summary>
    public TimeSpan? Limited => _limits.Count == 0 ? null : _limits.Values.Max();

    /// <summary>After how long the store may take what it could not take now; <see langword="null"/> when it took all.</summary>
    public TimeSpan? Unavailable { get; private set; }

    /// <summary>Whether events were refused, over a limit or dropped by a filter.</summary>
    public bool HasLostEvents { get; private set; }

    /// <summary>The limit that the first of them was over; <see langword="null"/> when none was.</summary>
    public string? LimitOfEvents { get; private set; }

    /// <summary>The filter that dropped the first of them; <see langword="null"/> when none did.</summary>
    public string? FilterOfEvents { get; private set; }

    /// <summary>Whether something that came with the events leads to them, so that their payloads are kept in any case.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>The items for the handlers of their kinds, in order.</summary>
    public List<EnvelopeItem> Handled { get; } = [];

    public void Add(ProcessedEvent processed)
    {
        if (processed.Refusal is { } refusal)
        {
            HasLostEvents = true;
            Refuse(processed.Category, refusal);
        }
        else if (processed.Filter is { } filter)
        {
            FilterEvent(processed.Category, filter);
            ItemGate.ReturnEvent(sender, processed.Category);
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

    /// <summary>Counts an event that a filter dropped.</summary>
    public void FilterEvent(string category, string filter)
    {
        HasLostEvents = true;
        FilterOfEvents ??= filter;
        tally.Filter(category, filter);
    }

    public void Refuse(string category, Refusal refusal)
    {
        _refusals.Add(refusal);
        tally.Refuse(category, refusal.Name);
    }

    /// <summary>Counts an event that is over a limit.</summary>
    public void LimitEvent(string category, RateLimit limit, TimeSpan wait)
    {
        LimitOfEvents ??= limit.Reason;
        HasLostEvents = true;
        LimitItem(category, limit, wait);
    }

    /// <summary>Counts an item that is over a limit.</summary>
    public void LimitItem(string category, RateLimit limit, TimeSpan wait, long quantity = 1)
    {
        Limit(limit, wait);
        tally.Limit(category, limit.Reason, quantity);
    }

    /// <summary>Counts what became of an item.</summary>
    public void Add(ItemOutcome outcome)
    {
        tally.Add(outcome);
        HasLostEvents |= outcome.LosesEvent;
        if (outcome.Refusal is { } refusal)
        {
            _refusals.Add(refusal);
        }

        if (outcome.Wait is { } wait)
        {
            Limit(RateLimit.OfKey(outcome.Category), wait);
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

    /// <summary>The events wait in the spool, and are counted when they leave it. What came beside them cannot be taken now, and is counted.</summary>
    public void Spooled(TimeSpan wait)
    {
        tally.Defer(_events.Count);
        if (Handled.Count > 0)
        {
            NotStored([.. Handled], wait);
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
    }

    /// <summary>What the spool keeps of an event beside it.</summary>
    public EventNote NoteOf(int index) => new(_events[index].Category, _events[index].Sampling);

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
        return new PendingEvents(rows.MoveToImmutable(), payloads, this);
    }

    public void Dispose() => _payloads?.Dispose();

    private void Limit(RateLimit limit, TimeSpan wait) => _limits[limit] = _limits.TryGetValue(limit, out var known) && known > wait ? known : wait;
}
