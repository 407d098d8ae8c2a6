using System.Buffers;
using System.Text.Unicode;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>
/// Reads the payload of an event into its normalised form. Whatever spelling, damage or size: one bad field costs that field and is noted, never
/// the event.
/// </summary>
/// <remarks>
/// <para>A pure function: the same payload and receipt give the same event, in any culture, time zone and process. So the payload can be kept
/// instead of the result.</para>
/// <para>Safe for any number of threads. Keep one for the life of the process: it remembers strings that repeat from event to event.</para>
/// </remarks>
public sealed class EventNormalizer
{
    /// <summary>The longest payload that is read when no other limit is given, in bytes.</summary>
    public const int DefaultMaxBytes = 1024 * 1024;

    private static readonly TimeSpan SmallestDrift = TimeSpan.FromMinutes(55);

    private readonly StringCache _strings = new();
    private readonly RepeatedParts<StackFrame[]> _traces = new();
    private readonly int _maxBytes;

    /// <summary>Makes a normaliser.</summary>
    /// <param name="maxBytes">The longest payload that is read, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is zero or negative.</exception>
    public EventNormalizer(int maxBytes = DefaultMaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        _maxBytes = maxBytes;
    }

    /// <summary>Normalises an event.</summary>
    /// <param name="payload">The JSON of the event. The result refers to it.</param>
    /// <param name="receipt">What is known of its receipt.</param>
    /// <returns>The event; or why nothing of it can be kept, which only happens when it is no JSON object, is too large, or is a transaction that says nothing.</returns>
    public EventReadResult Normalize(ReadOnlyMemory<byte> payload, EventReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        if (payload.Length > _maxBytes)
        {
            return Reject(EventRejection.TooLarge, "The event is too large.");
        }

        var json = SkipByteOrderMark(payload);
        if (Utf8.IsValid(json.Span) && Read(json, JsonRepairs.None, receipt) is { } result)
        {
            return result;
        }

        var repaired = JsonSanitizer.Repair(json.Span, JsonCursor.MaxDepth, out var repairs);
        return Read(repaired, repairs, receipt) ?? Reject(EventRejection.NotJson, "The event is no JSON.");
    }

    /// <inheritdoc cref="Normalize(ReadOnlyMemory{byte}, EventReceipt)"/>
    /// <remarks>A payload that does not lie in one piece is copied.</remarks>
    public EventReadResult Normalize(ReadOnlySequence<byte> payload, EventReceipt receipt)
    {
        if (payload.Length > _maxBytes)
        {
            return Reject(EventRejection.TooLarge, "The event is too large.");
        }

        return Normalize(payload.IsSingleSegment ? payload.First : payload.ToArray(), receipt);
    }

    /// <summary>Reads an event; null when the payload is no JSON or no text.</summary>
    private EventReadResult? Read(ReadOnlyMemory<byte> payload, JsonRepairs repairs, EventReceipt receipt)
    {
        var scope = new EventScope(_strings, _traces, DriftOf(receipt));
        RepairNotes.Report(repairs, scope);
        var json = new JsonCursor(payload);
        if (!json.EnterObject())
        {
            json.Skip();
            return json.ReachedEnd() ? Reject(EventRejection.NotAnObject, "The event is no JSON object.") : null;
        }

        var draft = EventReader.Read(ref json, scope);
        if (!json.ReachedEnd() || json.HasLoneSurrogate)
        {
            return null;
        }

        return EventCompletion.FindTransactionFault(draft) is { } message
            ? Reject(EventRejection.InvalidTransaction, message)
            : new EventReadResult { Event = EventCompletion.Complete(draft, receipt, scope) };
    }

    private static TimeSpan DriftOf(EventReceipt receipt)
    {
        var drift = receipt.SentAt is { } sentAt ? receipt.ReceivedAt - sentAt : TimeSpan.Zero;
        return drift.Duration() >= SmallestDrift ? drift : TimeSpan.Zero;
    }

    private static ReadOnlyMemory<byte> SkipByteOrderMark(ReadOnlyMemory<byte> payload) =>
        payload.Span.StartsWith("\uFEFF"u8) ? payload[3..] : payload;

    private static EventReadResult Reject(EventRejection rejection, string message) => new() { Rejection = rejection, Message = message };
}
