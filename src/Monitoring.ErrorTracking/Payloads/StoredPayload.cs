using System.Buffers;
using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Payloads;

/// <summary>
/// What is kept of an event: an envelope with the event as its one item, as it was received, and with those facts of its receipt in
/// the header that normalisation needs to give the same event again.
/// </summary>
/// <remarks>The address of the sender is kept only when the event has taken it for its user's.</remarks>
internal static class StoredPayload
{
    private const string SentAt = "sent_at";
    private const string Client = "client";
    private const string RemoteAddress = "remote_addr";
    private const string Config = "grouping_config";
    private const string Rules = "grouping_rules";

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    /// <summary>Writes an event.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="item">The item as it was received.</param>
    /// <param name="received">The header of the envelope that it came in.</param>
    /// <param name="errorEvent">The event that was made of it.</param>
    /// <param name="receipt">The facts that it was made with.</param>
    /// <param name="grouping">How it was grouped.</param>
    public static void Write(
        IBufferWriter<byte> output, EventItem item, EnvelopeHeader received, ErrorEvent errorEvent, EventReceipt receipt, GroupingOrigin grouping)
    {
        using (var header = new Utf8JsonWriter(output, Options))
        {
            header.WriteStartObject();
            header.WriteString("event_id", errorEvent.Id.ToString());
            WriteRaw(header, SentAt, receipt.SentAt is null ? default : received.GetAttribute(SentAt));
            WriteSdk(header, received);
            WriteText(header, Client, errorEvent.Sdk?.Name is { } name && receipt.SdkClient?.StartsWith(name, StringComparison.Ordinal) == true ? receipt.SdkClient : null);
            WriteText(header, RemoteAddress, errorEvent.User?.IpAddress is { } address && address == receipt.RemoteAddress ? address : null);
            WriteText(header, Config, grouping.Config);
            WriteText(header, Rules, grouping.RulesId);
            header.WriteEndObject();
        }

        output.Write("\n"u8);
        EnvelopeWriter.WriteItem(output, item.Kind, item.Json.Span);
    }

    /// <summary>Reads the item and the facts back.</summary>
    /// <param name="payload">What was written.</param>
    /// <param name="id">The id of the event.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <param name="json">The event as it was received.</param>
    /// <returns>The facts; <see langword="null"/> when the payload is none of this form.</returns>
    public static EventReceipt? Read(ReadOnlyMemory<byte> payload, EventId id, DateTimeOffset receivedAt, out ReadOnlyMemory<byte> json)
    {
        var reader = new EnvelopeReader(payload, Unlimited);
        json = default;
        if (reader.Header is not { } header || !reader.TryReadItem(out var item))
        {
            return null;
        }

        json = item.GetPayload();
        return new EventReceipt
        {
            ReceivedAt = receivedAt,
            SentAt = header.SentAt,
            EnvelopeEventId = id,
            NewEventId = id,
            RemoteAddress = JsonObjects.FindText(header.Raw, RemoteAddress),
            SdkClient = JsonObjects.FindText(header.Raw, Client),
        };
    }

    /// <summary>Reads how the event was grouped when it was received; <see langword="null"/> when the payload does not say.</summary>
    public static GroupingOrigin? ReadGrouping(ReadOnlyMemory<byte> payload) =>
        new EnvelopeReader(payload, Unlimited).Header is { } header && JsonObjects.FindText(header.Raw, Config) is { } config
            ? new GroupingOrigin { Config = config, RulesId = JsonObjects.FindText(header.Raw, Rules) }
            : null;

    /// <summary>What was stored is read whatever the limits are now.</summary>
    private static EnvelopeLimits Unlimited { get; } = new() { MaxBytes = int.MaxValue, MaxEventBytes = int.MaxValue, MaxHeaderBytes = 1024 * 1024 };

    private static void WriteSdk(Utf8JsonWriter header, EnvelopeHeader received)
    {
        if (received.SdkName is not null)
        {
            header.WriteStartObject("sdk");
            WriteText(header, "name", received.SdkName);
            WriteText(header, "version", received.SdkVersion);
            header.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter header, string name, string? value)
    {
        if (value is not null)
        {
            header.WriteString(name, value);
        }
    }

    private static void WriteRaw(Utf8JsonWriter header, string name, RawJson value)
    {
        if (value.HasValue)
        {
            header.WritePropertyName(name);
            value.WriteTo(header);
        }
    }
}
