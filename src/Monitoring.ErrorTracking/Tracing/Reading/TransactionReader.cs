using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Tracing.Reading;

/// <summary>
/// Reads a transaction. As the protocol demands, it has a start, an end that is not before it, and a trace context with both ids; everything else that is
/// malformed counts as not given.
/// </summary>
internal static class TransactionReader
{
    /// <summary>Reads a transaction.</summary>
    /// <param name="payload">Its JSON.</param>
    /// <param name="fault">What is wrong with it, with its field.</param>
    public static TransactionFacts? Read(ReadOnlyMemory<byte> payload, out string? fault)
    {
        var parsed = JsonScalars.Parse(payload);
        if (parsed.Kind != JsonValueKind.Object)
        {
            fault = "A transaction must be a JSON object.";
            return null;
        }

        var draft = new SpanDraft { IsSegment = true };
        EventId? id = null;
        var spans = default(RawJson);
        var json = new JsonCursor(parsed.Utf8);
        json.EnterObject();
        while (json.NextProperty(out var name))
        {
            switch (name)
            {
                case var _ when name.SequenceEqual("event_id"u8):
                    id = EventId.TryParse(JsonScalars.Text(ref json), out var eventId) ? eventId : null;
                    break;
                case var _ when name.SequenceEqual("spans"u8):
                    spans = json.TakeRaw(out _);
                    break;
                default:
                    Take(ref json, name, ref draft);
                    break;
            }
        }

        fault = draft is { TraceId: null } ? "contexts.trace.trace_id: must be 32 hexadecimal digits."
            : string.IsNullOrEmpty(draft.SpanId) ? "contexts.trace.span_id: must be a text."
            : null;
        var root = fault is null ? draft.ToFacts(out fault) : null;
        return root is null ? null : WithSpans(id, root, spans);
    }

    private static void Take(ref JsonCursor json, scoped ReadOnlySpan<byte> name, scoped ref SpanDraft draft)
    {
        switch (name)
        {
            case var _ when name.SequenceEqual("start_timestamp"u8) || name.SequenceEqual("timestamp"u8):
                draft.TryTake(ref json, name);
                break;
            case var _ when name.SequenceEqual("transaction"u8):
                draft.Name = JsonScalars.Text(ref json);
                break;
            case var _ when name.SequenceEqual("release"u8):
                draft.Release = JsonScalars.AnyText(ref json);
                break;
            case var _ when name.SequenceEqual("environment"u8):
                draft.Environment = JsonScalars.Text(ref json);
                break;
            case var _ when name.SequenceEqual("transaction_info"u8):
                TakeInfo(ref json, ref draft);
                break;
            case var _ when name.SequenceEqual("contexts"u8):
                TakeContexts(ref json, ref draft);
                break;
            case var _ when name.SequenceEqual("user"u8):
                TakeUser(ref json, ref draft);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private static void TakeInfo(ref JsonCursor json, scoped ref SpanDraft draft)
    {
        if (!json.EnterObject())
        {
            json.Skip();
            return;
        }

        while (json.NextProperty(out var name))
        {
            if (name.SequenceEqual("source"u8))
            {
                draft.Source = JsonScalars.Text(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void TakeContexts(ref JsonCursor json, scoped ref SpanDraft draft)
    {
        if (!json.EnterObject())
        {
            json.Skip();
            return;
        }

        while (json.NextProperty(out var name))
        {
            if (!name.SequenceEqual("trace"u8) || !json.EnterObject())
            {
                json.Skip();
                continue;
            }

            while (json.NextProperty(out var field))
            {
                if (!(field.SequenceEqual("trace_id"u8) || field.SequenceEqual("span_id"u8) || field.SequenceEqual("op"u8) || field.SequenceEqual("status"u8))
                    || !draft.TryTake(ref json, field))
                {
                    json.Skip();
                }
            }
        }
    }

    private static void TakeUser(ref JsonCursor json, scoped ref SpanDraft draft)
    {
        if (!json.EnterObject())
        {
            json.Skip();
            return;
        }

        while (json.NextProperty(out var name))
        {
            switch (name)
            {
                case var _ when name.SequenceEqual("id"u8):
                    draft.UserId = JsonScalars.AnyText(ref json);
                    break;
                case var _ when name.SequenceEqual("username"u8):
                    draft.UserName = JsonScalars.AnyText(ref json);
                    break;
                case var _ when name.SequenceEqual("email"u8):
                    draft.UserEmail = JsonScalars.Text(ref json);
                    break;
                case var _ when name.SequenceEqual("ip_address"u8):
                    draft.UserAddress = JsonScalars.Text(ref json);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }
    }

    private static TransactionFacts WithSpans(EventId? id, SpanFacts root, RawJson list)
    {
        var spans = ImmutableArray.CreateBuilder<SpanFacts>();
        var lost = 0;
        var json = new JsonCursor(list.Utf8);
        if (json.EnterArray())
        {
            while (json.NextElement())
            {
                var raw = json.TakeRaw(out _);
                var span = spans.Count < TransactionFacts.MaxSpans ? SpanReader.Read(raw, out _) : null;
                lost += span is null ? 1 : 0;
                if (span is not null)
                {
                    // A span belongs to its transaction, whatever it says of itself.
                    spans.Add(span with { IsSegment = false, TraceId = root.TraceId, Release = root.Release, Environment = root.Environment, User = null });
                }
            }
        }

        return new TransactionFacts { EventId = id, Root = root, Spans = spans.ToImmutable(), LostSpans = lost };
    }
}
