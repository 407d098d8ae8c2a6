using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Containers;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Logs.Rolling;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Writing;

namespace Monitoring.ErrorTracking.Logs.Intake;

/// <summary>Counts log records by level. Nothing of their text is kept.</summary>
internal sealed class LogHandler(RollupQueue<LogRollup> queue, IOptions<ErrorTrackingOptions> options) : IItemHandler
{
    private const string Other = "other";

    private static readonly string Category = DataCategory.LogItem.Name();
    private static readonly ImmutableHashSet<string> Levels = ["trace", "debug", "info", "warn", "error", "fatal"];

    private readonly TimeSpan _retryAfter = options.Value.RetryAfter;

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.Log];

    public async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>();
        foreach (var item in batch.Items)
        {
            outcomes.AddRange(ItemOutcome.OfContainer(Category, await TakeAsync(item, batch, cancellationToken).ConfigureAwait(false)));
        }

        return outcomes.ToImmutable();
    }

    private async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(EnvelopeItem item, ItemBatch batch, CancellationToken cancellationToken)
    {
        if (ItemContainer.TryRead(item) is not { } container)
        {
            return [Invalid("A container of log records must be an object with the array 'items'.")];
        }

        if (!container.IsComplete)
        {
            return [Invalid("item_count: is not the number of log records in 'items'.", container.Total)];
        }

        var values = new Dictionary<(string Level, DateTimeOffset Hour), LogRollup>();
        var bytes = 0L;
        foreach (var entry in container.Entries)
        {
            var key = Read(entry, batch);
            if (!values.TryGetValue(key, out var value))
            {
                values[key] = value = new LogRollup();
            }

            value.Add(entry.Utf8.Length);
            bytes += entry.Utf8.Length;
        }

        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>();
        if (container.Entries.Length > 0)
        {
            ImmutableArray<RollupDelta<LogRollup>> deltas =
                [.. values.Select(pair => new RollupDelta<LogRollup> { Series = RollupSeries.Of(pair.Key.Level), At = pair.Key.Hour, Value = pair.Value })];
            var request = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(item.GetPayload().Span));
            var answer = await queue.AddAsync(batch.Sender.Key.ProjectId, deltas, request, cancellationToken).ConfigureAwait(false);
            outcomes.AddRange(OutcomesOf(answer.Outcome, container.Entries.Length, bytes));
        }

        if (container.Broken > 0)
        {
            outcomes.Add(Invalid("A log record must be an object.", container.Broken));
        }

        if (container.Beyond > 0)
        {
            outcomes.Add(ItemOutcome.Limited(Category, "too_many_entries", quantity: container.Beyond));
        }

        return outcomes.ToImmutable();
    }

    private ImmutableArray<ItemOutcome> OutcomesOf(RollupOutcome outcome, long records, long bytes) => outcome switch
    {
        RollupOutcome.Taken => [ItemOutcome.Accepted(Category, quantity: records), ItemOutcome.Accepted(DataCategory.LogByte.Name(), quantity: bytes)],
        RollupOutcome.Repeated => [ItemOutcome.Repeated(Category, records)],
        RollupOutcome.Full => [ItemOutcome.Limited(Category, Refusals.QueueFull.Name, _retryAfter, records)],
        _ => [ItemOutcome.Refused(Category, Refusals.InternalError, records)],
    };

    private static (string Level, DateTimeOffset Hour) Read(RawJson entry, ItemBatch batch)
    {
        string? level = null;
        DateTimeOffset? at = null;
        var json = new JsonCursor(entry.Utf8);
        json.EnterObject();
        while (json.NextProperty(out var name))
        {
            if (name.SequenceEqual("level"u8))
            {
                level = JsonScalars.Text(ref json);
            }
            else if (name.SequenceEqual("timestamp"u8))
            {
                at = JsonScalars.Instant(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        var receivedAt = batch.Sender.ReceivedAt;
        var instant = at is { } given ? SenderClock.At(given, batch.Header.SentAt, receivedAt) : receivedAt;
        return (level is not null && Levels.Contains(level) ? level : Other, RollupSpan.Hour.Of(instant));
    }

    private static ItemOutcome Invalid(string message, long quantity = 1) =>
        ItemOutcome.Refused(Category, new Refusal(IngestStatus.Invalid, "invalid_log", message), quantity);
}
