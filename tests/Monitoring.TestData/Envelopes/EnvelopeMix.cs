using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.TestData.Events;

namespace Monitoring.TestData.Envelopes;

/// <summary>
/// Envelopes of a busy day: of every hundred, 39 come from the .NET SDK, 28 from the JavaScript one and 30 from the Python one, nearly all with one event
/// of about 16 KB; the others carry sessions, client reports, check-ins, attachments. The errors are of 15 families that differ in type and frames, while
/// messages, ids and users differ each time.
/// </summary>
public static class EnvelopeMix
{
    private const int Families = 15;

    /// <summary>The envelopes of a seed.</summary>
    public static ImmutableArray<byte[]> Create(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => CreateOne(random, number))];
    }

    private static byte[] CreateOne(Random random, int number)
    {
        var time = Some.Instant.AddSeconds(-random.Next(3600));
        var output = new ArrayBufferWriter<byte>();
        var header = $$$"""{"event_id":"{{{random.Hex(32)}}}","sent_at":"{{{time.ToString("O", CultureInfo.InvariantCulture)}}}","sdk":{"name":"sentry.dotnet","version":"6.12.1"},"trace":{"trace_id":"{{{random.Hex(32)}}}","public_key":"a1b2c3d4e5f60718293a4b5c6d7e8f90","release":"shop@1.2.3","environment":"production"}}""";
        EnvelopeWriter.WriteHeader(output, Encoding.UTF8.GetBytes(header));
        var family = random.Next(Families);
        switch (number % 100)
        {
            case < 39:
                EnvelopeWriter.WriteItem(output, EnvelopeItemKind.Event, DotnetEvents.Write(random, family, time));
                break;
            case < 67:
                WriteUncounted(output, "event", NodeEvents.Write(random, family, time));
                break;
            case < 97:
                EnvelopeWriter.WriteItem(output, EnvelopeItemKind.Event, PythonEvents.Write(random, family, time));
                break;
            case 97:
                WriteUncounted(output, "session", Encoding.UTF8.GetBytes($$$"""{"sid":"{{{random.Hex(32)}}}","init":true,"seq":0,"started":"2026-11-22T17:53:15Z","timestamp":"2026-11-22T17:53:15Z","status":"ok","errors":0,"attrs":{"release":"shop@1.2.3","environment":"production"}}"""));
                break;
            case 98:
                EnvelopeWriter.WriteItem(output, EnvelopeItemKind.ClientReport, """{"timestamp":1795369892.5,"discarded_events":[{"reason":"sample_rate","category":"transaction","quantity":3}]}"""u8);
                break;
            default:
                EnvelopeWriter.WriteItem(output, EnvelopeItemKind.Event, PythonEvents.Write(random, family, time));
                EnvelopeWriter.WriteItem(output, EnvelopeItemKind.Attachment, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("log line\n", 200))));
                break;
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteUncounted(ArrayBufferWriter<byte> output, string type, byte[] payload)
    {
        output.Write(Encoding.UTF8.GetBytes($$"""{"type":"{{type}}"}"""));
        output.Write("\n"u8);
        output.Write(payload);
        output.Write("\n"u8);
    }
}
