using System.Buffers;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Payloads;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Goes through the items of an envelope. Each item is looked at by itself, and each ends in one outcome.</summary>
internal sealed class ItemIntake(EventProcessor processor, ItemHandlers handlers, OutcomeCounters counters)
{
    /// <summary>Takes the items in.</summary>
    /// <param name="envelope">What was read.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="facts">What the request says about reports of browsers.</param>
    public Reception Take(EnvelopeReadResult envelope, Sender sender, SecurityReportFacts facts)
    {
        var header = envelope.Header ?? throw new ArgumentException("The envelope has no header.", nameof(envelope));
        var reception = new Reception(new ItemTally(counters, sender.Key.ProjectId), header, sender) { IsNeeded = envelope.Items.Any(LeadsToEvent) };
        var headerId = header.EventId;

        // First, because what is wrong with the envelope explains what is wrong with its items.
        foreach (var problem in envelope.Problems)
        {
            reception.Refuse(ItemTally.CategoryOf(problem.ItemKind ?? EnvelopeItemKind.Unknown), Refusals.Of(problem));
        }

        var crash = CrashItems.Of(envelope.Items);
        if (crash is { HasEvent: false })
        {
            TakeEvent(reception, new EventItem(EnvelopeItemKind.Event, crash.Complete(default)), header, ref headerId, sender);
        }

        foreach (var item in envelope.Items)
        {
            switch (item.Kind)
            {
                case var _ when ItemFilters.TryFilter(reception, item):
                    break;
                case EnvelopeItemKind.Event or EnvelopeItemKind.Security:
                    var json = crash?.Event == item.Index ? crash.Complete(item.GetPayload()) : item.GetPayload();
                    TakeEvent(reception, new EventItem(item.Kind, json), header, ref headerId, sender);
                    break;
                case EnvelopeItemKind.RawSecurity:
                    TakeReports(reception, SecurityReports.Read(item.GetPayload(), facts), item.Kind, header, sender);
                    break;
                case EnvelopeItemKind.Nel:
                    TakeReports(reception, NelReports.Read(item.GetPayload(), facts), item.Kind, header, sender);
                    break;
                case var _ when !ItemGate.TryAdmit(reception, item):
                    break;
                case var kind when handlers.Handles(kind):
                    reception.Handled.Add(item);
                    break;
                case EnvelopeItemKind.FormData when crash is not null:
                    reception.Tally.Accept(ItemTally.CategoryOf(item.Kind));
                    break;
                case EnvelopeItemKind.ClientReport:
                    ClientReports.Count(item.GetPayload(), reception.Tally);
                    reception.Tally.Accept(ItemTally.CategoryOf(item.Kind));
                    break;
                default:
                    reception.Tally.Accept(ItemTally.CategoryOf(item.Kind), ItemTally.NotStored);
                    break;
            }
        }

        return reception;
    }

    /// <summary>Whether an item is looked at together with the event that it came with.</summary>
    private static bool LeadsToEvent(EnvelopeItem item) => item.Kind
        is EnvelopeItemKind.Attachment or EnvelopeItemKind.UserReport or EnvelopeItemKind.Feedback or EnvelopeItemKind.Transaction or EnvelopeItemKind.Profile
        or EnvelopeItemKind.ReplayEvent or EnvelopeItemKind.ReplayRecording or EnvelopeItemKind.ReplayVideo or EnvelopeItemKind.UnrealReport;

    private void TakeEvent(Reception reception, EventItem item, EnvelopeHeader header, ref EventId? headerId, Sender sender)
    {
        if (!ItemGate.TryAdmitEvent(reception, ItemTally.CategoryOf(item.Kind)))
        {
            return;
        }

        var processed = processor.Process(item, header, headerId, sender, reception.Payloads, reception.IsNeeded);
        if (handlers.Handles(processed.OtherKind))
        {
            // Transactions and feedback may come as items of their own, or as events of that type.
            reception.Handled.Add(new EnvelopeItem(processed.OtherKind, default, new ReadOnlySequence<byte>(item.Json), 0));
            return;
        }

        reception.Add(processed);
        headerId = null;
    }

    private void TakeReports(Reception reception, IReadOnlyList<ReadOnlyMemory<byte>> reports, EnvelopeItemKind kind, EnvelopeHeader header, Sender sender)
    {
        if (reports.Count == 0)
        {
            reception.Refuse(ItemTally.CategoryOf(kind), kind == EnvelopeItemKind.Nel ? Refusals.InvalidNel : Refusals.InvalidReport);
        }

        foreach (var report in reports)
        {
            // Each report is an event of its own: the header's id cannot be that of all.
            EventId? none = null;
            TakeEvent(reception, new EventItem(kind == EnvelopeItemKind.Nel ? kind : EnvelopeItemKind.Security, report), header, ref none, sender);
        }
    }
}
