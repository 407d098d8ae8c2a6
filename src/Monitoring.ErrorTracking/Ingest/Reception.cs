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

    /// <summary>Whether any of them was over a limit.</summary>
    public bool AreEventsLimited { get; private set; }

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
        AreEventsLimited = true;
        HasLostEvents = true;
        Limit(RateLimitHeader.Events, wait);
        tally.Limit(category, Refusals.RateLimited.Name);
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

    public void Dispose() => _payloads?.Dispose();

    private void Limit(string categories, TimeSpan wait) =>
        _limits[categories] = _limits.TryGetValue(categories, out var known) && known > wait ? known : wait;
}
