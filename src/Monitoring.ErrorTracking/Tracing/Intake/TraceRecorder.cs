using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Writing;
using Monitoring.ErrorTracking.Tracing.Linking;
using Monitoring.ErrorTracking.Tracing.Naming;
using Monitoring.ErrorTracking.Tracing.Reading;
using Monitoring.ErrorTracking.Tracing.Rolling;

namespace Monitoring.ErrorTracking.Tracing.Intake;

/// <summary>Adds transactions and spans to the figures of their names, durably, and links transactions to the errors of their traces.</summary>
internal sealed class TraceRecorder(
    RollupQueue<TransactionRollup> transactions, RollupQueue<SpanRollup> spans, TraceLinks links, IOptions<ErrorTrackingOptions> options)
{
    /// <summary>The reason of what is counted with all those whose names found no place.</summary>
    private const string Cardinality = "too_many_names";

    private static readonly string TransactionCategory = DataCategory.Transaction.Name();
    private static readonly string SpanCategory = DataCategory.Span.Name();

    private readonly TimeSpan _retryAfter = options.Value.RetryAfter;

    /// <summary>Records what an item holds.</summary>
    /// <param name="roots">The transactions in it, with the id that an SDK gave them.</param>
    /// <param name="children">The spans in it that are no transactions.</param>
    /// <param name="payload">The payload, by which a repetition is known.</param>
    /// <param name="batch">With whom and when it came.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<ImmutableArray<ItemOutcome>> RecordAsync(
        IReadOnlyList<(SpanFacts Facts, EventId? Id)> roots,
        ImmutableArray<SpanFacts> children,
        ReadOnlyMemory<byte> payload,
        ItemBatch batch,
        CancellationToken cancellationToken)
    {
        var work = new TraceWork();
        var linked = roots.Select(root => Add(work, root.Facts, root.Id, batch)).ToList();
        AddSpans(work, children, batch);
        var project = batch.Sender.Key.ProjectId;
        var request = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(payload.Span));
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>();
        if (work.Transactions > 0)
        {
            var deltas = work.TransactionDeltas;
            var answer = await transactions.AddAsync(project, deltas, request, cancellationToken).ConfigureAwait(false);
            AddOutcomes(outcomes, answer, TransactionCategory, work.Transactions, answer.Others.Sum(place => deltas[place].Value.Count));
            if (answer.Outcome == RollupOutcome.Taken)
            {
                linked.ForEach(link => links.See(project, link));
            }
        }

        if (work.Spans > 0)
        {
            var deltas = work.SpanDeltas;
            var answer = await spans.AddAsync(project, deltas, request, cancellationToken).ConfigureAwait(false);
            AddOutcomes(outcomes, answer, SpanCategory, work.Spans, answer.Others.Sum(place => deltas[place].Value.Count));
        }

        return outcomes.ToImmutable();
    }

    private static TraceTransaction Add(TraceWork work, SpanFacts root, EventId? id, ItemBatch batch)
    {
        var facts = TraceScrubbing.Transaction(root, batch.Sender.Scrubber);
        var name = TraceNames.Transaction(facts.Name, facts.Source);
        var operation = TraceNames.Operation(facts.Operation);
        var environment = TraceLabels.Environment(facts.Environment);
        var sample = new TransactionSample
        {
            TraceId = facts.TraceId ?? "",
            EventId = id,
            Milliseconds = (facts.End - facts.Start).TotalMilliseconds,
            At = At(facts, batch),
            Release = TraceLabels.Release(facts.Release),
            HasFailed = SpanStatus.IsFailure(facts.Status),
        };
        var user = facts.User is { } known ? batch.Sender.Scrubber.UserHash(known.Kind, known.Value) : (ulong?)null;
        work.Add(TraceKinds.Series(name, operation, environment), sample, user);
        return new TraceTransaction { Name = name, Operation = operation, Environment = environment, Sample = sample };
    }

    private static void AddSpans(TraceWork work, ImmutableArray<SpanFacts> children, ItemBatch batch)
    {
        foreach (var span in TraceScrubbing.Spans(children, batch.Sender.Scrubber))
        {
            var operation = TraceNames.Operation(span.Operation);
            var series = TraceKinds.Series(TraceNames.Span(operation, span.Name), operation, TraceLabels.Environment(span.Environment));
            work.Add(series, At(span, batch), span);
        }
    }

    private static DateTimeOffset At(SpanFacts span, ItemBatch batch) => SenderClock.At(span.End, batch.Header.SentAt, batch.Sender.ReceivedAt);

    private void AddOutcomes(ImmutableArray<ItemOutcome>.Builder outcomes, RollupAnswer answer, string category, long quantity, long others)
    {
        switch (answer.Outcome)
        {
            case RollupOutcome.Taken:
                if (quantity > others)
                {
                    outcomes.Add(ItemOutcome.Accepted(category, quantity: quantity - others));
                }

                if (others > 0)
                {
                    outcomes.Add(ItemOutcome.Accepted(category, Cardinality, others));
                }

                break;
            case RollupOutcome.Repeated:
                outcomes.Add(ItemOutcome.Repeated(category, quantity));
                break;
            case RollupOutcome.Full:
                outcomes.Add(ItemOutcome.Limited(category, Refusals.QueueFull.Name, _retryAfter, quantity));
                break;
            default:
                outcomes.Add(ItemOutcome.Refused(category, Refusals.InternalError, quantity));
                break;
        }
    }
}
