using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Feedback.Reading;
using Monitoring.ErrorTracking.Feedback.Storing;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.ErrorTracking.Feedback.Intake;

/// <summary>Takes feedback in each of its forms: it is scrubbed as an event is, read, and durable before its sender is answered.</summary>
internal sealed class FeedbackHandler(FeedbackStore store, FeedbackLimits limits, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider) : IItemHandler
{
    private static readonly string Category = DataCategory.Feedback.Name();

    private readonly int _maxBytes = options.Value.MaxEventBytes;

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.UserReport, EnvelopeItemKind.Feedback];

    public async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>(batch.Items.Length);

        // The id of the header is that of the feedback, unless an event beside it has it.
        var headerId = batch.Events.Any(found => found.EventId == batch.Header.EventId) ? null : batch.Header.EventId;
        foreach (var item in batch.Items)
        {
            var project = batch.Sender.Key.ProjectId;
            if (!limits.TryAdmit(project))
            {
                outcomes.Add(ItemOutcome.Limited(Category, "feedback_rate") with { LosesEvent = true });
                continue;
            }

            if (Read(item, batch, out var refusal) is not { } report)
            {
                outcomes.Add(ItemOutcome.Refused(Category, refusal!) with { LosesEvent = true });
                continue;
            }

            var id = item.Kind == EnvelopeItemKind.UserReport ? ReportIds.Of(report) : headerId ?? report.Id ?? EventId.Create(timeProvider);
            headerId = item.Kind == EnvelopeItemKind.UserReport ? headerId : null;
            var document = new FeedbackDocument { Id = id, Report = report, ReceivedAt = batch.Sender.ReceivedAt, Status = FeedbackStatus.Unresolved };
            outcomes.Add(await store.WriteAsync(project, document, cancellationToken).ConfigureAwait(false) ? ItemOutcome.Accepted(Category) : ItemOutcome.Repeated(Category));
        }

        return outcomes.MoveToImmutable();
    }

    private FeedbackReport? Read(EnvelopeItem item, ItemBatch batch, out Refusal? refusal)
    {
        refusal = null;
        var fault = "";
        ReadOnlyMemory<byte>? json = item.Kind == EnvelopeItemKind.Feedback
            ? item.GetPayload()
            : UserReportReader.ToEvent(item.GetPayload(), batch.Header.EventId ?? (batch.Events is [var first, ..] ? first.EventId : null), out fault);
        if (json?.Length > _maxBytes)
        {
            refusal = Refusals.EventTooLarge;
            return null;
        }

        // What is not scrubbed is not read: no text of the sender gets by.
        var scrubbed = json is { } given ? batch.Sender.Scrubber.Scrub(given) : null;
        fault = json is not null && scrubbed is null ? "feedback: is no JSON object." : fault;
        var report = scrubbed is null ? null : FeedbackReader.Read(scrubbed.Json, out fault);
        refusal = report is null ? new Refusal(IngestStatus.Invalid, "invalid_feedback", fault) : null;
        return report;
    }
}
