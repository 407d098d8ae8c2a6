using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitoring.ErrorTracking.Events.Writing;

/// <summary>
/// Writes normalised events as JSON with the attribute names of the Sentry protocol. Absent attributes are left out, instants are RFC 3339 in UTC, lists
/// stand under <c>values</c>, and what was wrong stands under <c>errors</c>.
/// </summary>
/// <remarks>Normalising what it writes gives the same event, with a receipt of the same time and without <see cref="EventReceipt.SentAt"/>.</remarks>
public static class ErrorEventWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes an event as UTF-8.</summary>
    public static void Write(IBufferWriter<byte> output, ErrorEvent errorEvent)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Write(writer, errorEvent);
    }

    /// <summary>Writes an event as the next value of a document.</summary>
    public static void Write(Utf8JsonWriter writer, ErrorEvent errorEvent)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(errorEvent);
        writer.WriteStartObject();
        AttributeJson.Write(writer, errorEvent);
        InterfaceJson.Write(writer, errorEvent);
        writer.WriteEndObject();
    }
}
