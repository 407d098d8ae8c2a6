using System.Collections.Immutable;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.Queueing;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>What one request has brought so far: events for the store, counts, and what was wrong.</summary>
internal sealed class Reception(ItemTally tally) : IDisposable
{
    private readonly List<ProcessedEvent> _events = [];
    private readonly List<Refusal> _refusals = [];
    private PayloadBuffer? _payloads = new();

    public ItemTally Tally => tally;

    public PayloadBuffer Payloads => _payloads!;

    /// <summary>The events for the store, in order.</summary>
    public IReadOnlyList<ProcessedEvent> Events => _events;

    /// <summary>What was refused, in order.</summary>
    public IReadOnlyList<Refusal> Refused => _refusals;

    /// <summary>After how long an event of the key fits its limit again; <see langword="null"/> when none was over it.</summary>
    public TimeSpan? Limited { get; private set; }

    /// <summary>The attachments. They share the fate of the event beside them.</summary>
    public List<EnvelopeItem> Attachments { get; } = [];

    public void Add(ProcessedEvent processed)
    {
        if (processed.Refusal is { } refusal)
        {
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

    public void Limit(string category, TimeSpan wait)
    {
        Limited = Limited > wait ? Limited : wait;
        tally.Limit(category, Refusals.RateLimited.Name);
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
        if (_events.Count == 0 && Limited is not null)
        {
            LimitAttachments(Refusals.RateLimited.Name);
            return;
        }

        // Beside nothing but a broken event they are no reason to tell the sender that all is well.
        var isBesideNothing = _events.Count == 0 && _refusals.Count > 0;
        tally.AcceptAttachments(Attachments.Count, isTaken: !isBesideNothing);
    }

    public void LimitAttachments(string reason) => tally.Limit(ItemTally.CategoryOf(EnvelopeItemKind.Attachment), reason, Attachments.Count);

    public void Dispose() => _payloads?.Dispose();
}
