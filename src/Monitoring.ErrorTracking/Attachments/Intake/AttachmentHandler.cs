using System.Collections.Immutable;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Attachments.Storing;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Minidumps;

namespace Monitoring.ErrorTracking.Attachments.Intake;

/// <summary>Takes attachments, when the project keeps them. They share the fate of the event that they came with.</summary>
internal sealed class AttachmentHandler(ProjectAttachments projects, AttachmentStore store, IEnumerable<IAttachmentOwner> owners) : IItemHandler
{
    private const string Off = "attachments_off";

    private static readonly string Category = ItemTally.CategoryOf(EnvelopeItemKind.Attachment);
    private static readonly string Bytes = DataCategory.Attachment.Name();

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.Attachment];

    /// <summary>Feedback must have been taken before its screenshots.</summary>
    public bool ComesLast => true;

    public async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        var project = batch.Sender.Key.ProjectId;
        if (Lost(batch) is { } lost)
        {
            return [.. batch.Items.Select(_ => lost)];
        }

        var settings = await projects.GetAsync(project, cancellationToken).ConfigureAwait(false);
        if (!settings.Enabled)
        {
            return [.. batch.Items.Select(_ => SwitchedOff(batch))];
        }

        if (TargetOf(batch) is not { } target)
        {
            return [.. batch.Items.Select(_ => ItemOutcome.Dropped(Category, "no_event"))];
        }

        var attachments = batch.Items.Select(item => Read(item, batch.Sender)).ToImmutableArray();
        var hadOwner = await HasOwnerAsync(project, target, batch, cancellationToken).ConfigureAwait(false);
        var outcomes = await store.WriteAsync(project, target, hadOwner, attachments, settings, cancellationToken).ConfigureAwait(false);
        return [.. outcomes.Zip(attachments).SelectMany(pair => OutcomesOf(pair.First, pair.Second, settings, batch.IsEnvelope))];
    }

    /// <summary>What becomes of attachments whose event was not taken; null when it was.</summary>
    private static ItemOutcome? Lost(ItemBatch batch)
    {
        var isThere = batch.Header.EventId is { } id ? batch.Events.Any(found => found.EventId == id) : batch.Events.Length > 0;
        return isThere || !batch.HasLostEvents ? null
            : batch.LimitOfEvents is { } limit ? ItemOutcome.Limited(Category, limit)
            : batch.FilterOfEvents is { } filter ? ItemOutcome.Filtered(Category, filter)
            : ItemOutcome.Refused(Category, Refusals.LostEvent);
    }

    private static ItemOutcome SwitchedOff(ItemBatch batch) => batch.IsEnvelope || batch.Events.Length > 0
        ? ItemOutcome.Filtered(Category, Off)
        : ItemOutcome.Refused(Category, new Refusal(IngestStatus.Forbidden, Off, "The project does not keep attachments; they can be switched on in its settings."));

    private static EventId? TargetOf(ItemBatch batch) => batch.Header.EventId ?? (batch.Events is [var first, ..] ? first.EventId : null);

    private static NewAttachment Read(EnvelopeItem item, Sender sender)
    {
        var type = AttachmentNames.Type(sender.Scrubber.Text(item.AttachmentType));
        return new NewAttachment
        {
            Name = AttachmentNames.Name(sender.Scrubber.Text(AttachmentNames.Name(item.FileName))),
            ContentType = AttachmentNames.ContentType(sender.Scrubber.Text(item.ContentType)),
            Type = type,
            Content = item.Payload,
            Sha256 = NewAttachment.Hash(item.Payload),
            Minidump = type == MinidumpAttachment.Type ? Scrub(MinidumpReader.Read(item.GetPayload().Span), sender) : null,
        };
    }

    private static Minidump? Scrub(Minidump? dump, Sender sender) => dump is null ? null : dump with
    {
        CrashModule = sender.Scrubber.Text(dump.CrashModule),
        Modules = [.. dump.Modules.Select(module => sender.Scrubber.Text(module) ?? "")],
    };

    private async ValueTask<bool> HasOwnerAsync(ProjectId project, EventId id, ItemBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Events.Any(found => found.EventId == id))
        {
            return true;
        }

        foreach (var owner in owners)
        {
            if (await owner.HasAsync(project, id, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<ItemOutcome> OutcomesOf(WriteOutcome outcome, NewAttachment attachment, AttachmentSettings settings, bool isEnvelope) => outcome switch
    {
        WriteOutcome.Written => [ItemOutcome.Accepted(Category), ItemOutcome.Accepted(Bytes, quantity: attachment.Content.Length)],
        WriteOutcome.Repeated => [ItemOutcome.Repeated(Category)],
        WriteOutcome.TooLarge => [NotKept("too_large", $"An attachment may have at most {settings.MaxBytes} bytes.", isEnvelope)],
        WriteOutcome.EventTooLarge => [NotKept("event_too_large", $"The attachments of an event may have at most {settings.MaxBytesPerEvent} bytes.", isEnvelope)],
        WriteOutcome.TooMany => [NotKept("too_many", $"An event may have at most {settings.MaxPerEvent} attachments.", isEnvelope)],
        _ => [ItemOutcome.Limited(Category, "quota")],
    };

    /// <summary>SDKs cannot help it, and the event beside it was taken; who calls by hand is told.</summary>
    private static ItemOutcome NotKept(string reason, string message, bool isEnvelope) => isEnvelope
        ? ItemOutcome.Dropped(Category, reason)
        : ItemOutcome.Refused(Category, new Refusal(IngestStatus.TooLarge, reason, message));
}
