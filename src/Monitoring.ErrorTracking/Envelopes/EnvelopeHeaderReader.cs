using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>Reads the header of an envelope. Known attributes are checked; unknown ones and a malformed trace are nobody's fault.</summary>
internal ref struct EnvelopeHeaderReader
{
    private readonly bool _strict;
    private Attributes _seen;
    private EventId? _eventId;
    private Dsn? _dsn;
    private DateTimeOffset? _sentAt;
    private string? _sdkName;
    private string? _sdkVersion;
    private RawJson _trace;

    private EnvelopeHeaderReader(bool strict) => _strict = strict;

    [Flags]
    private enum Attributes
    {
        None = 0,
        EventId = 1,
        Dsn = 2,
        SentAt = 4,
        Sdk = 8,
        Trace = 16,
    }

    /// <summary>Reads a header; the answer is what is wrong with it, or null.</summary>
    public static string? Read(RawJson raw, bool strict, out EnvelopeHeader? header)
    {
        header = null;
        var reader = new EnvelopeHeaderReader(strict);
        var json = new JsonCursor(raw.Utf8);
        json.EnterObject();
        while (json.NextProperty(out var name))
        {
            if (reader.ReadAttribute(name, ref json) is { } problem)
            {
                return problem;
            }
        }

        header = new EnvelopeHeader
        {
            EventId = reader._eventId,
            Dsn = reader._dsn,
            SentAt = reader._sentAt,
            SdkName = reader._sdkName,
            SdkVersion = reader._sdkVersion,
            Trace = reader._trace,
            Raw = raw,
        };
        return null;
    }

    private string? ReadAttribute(ReadOnlySpan<byte> name, ref JsonCursor json)
    {
        var attribute = Known(name);
        if (attribute == Attributes.None)
        {
            json.Skip();
            return null;
        }

        if ((_seen & attribute) != 0)
        {
            return "An attribute of the envelope's header is given twice.";
        }

        _seen |= attribute;
        if (json.TakeNull())
        {
            return null;
        }

        switch (attribute)
        {
            case Attributes.EventId:
                return TryReadEventId(ref json) ? null : "The event_id of the envelope's header is no UUID.";
            case Attributes.Dsn:
                return TryReadDsn(ref json) ? null : "The dsn of the envelope's header is no DSN.";
            case Attributes.SentAt:
                return TryReadSentAt(ref json) ? null : "The sent_at of the envelope's header is no RFC 3339 timestamp.";
            case Attributes.Sdk:
                ReadSdk(ref json);
                return null;
            default:
                _trace = json.TakeRaw(out _);
                return null;
        }
    }

    private static Attributes Known(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("dsn"u8) => Attributes.Dsn,
        3 when name.SequenceEqual("sdk"u8) => Attributes.Sdk,
        5 when name.SequenceEqual("trace"u8) => Attributes.Trace,
        7 when name.SequenceEqual("sent_at"u8) => Attributes.SentAt,
        8 when name.SequenceEqual("event_id"u8) => Attributes.EventId,
        _ => Attributes.None,
    };

    /// <summary>Some SDKs send the nil UUID when they have no id to give.</summary>
    private bool TryReadEventId(ref JsonCursor json)
    {
        var text = TakeText(ref json);
        if (EventId.TryParse(text, out var id))
        {
            _eventId = id;
            return true;
        }

        return Guid.TryParse(text, out var guid) && guid == Guid.Empty;
    }

    private bool TryReadDsn(ref JsonCursor json) => Dsn.TryParse(TakeText(ref json), out _dsn);

    private bool TryReadSentAt(ref JsonCursor json)
    {
        DateTimeOffset sentAt;
        var read = !_strict && json.Kind == JsonValueKind.Number
            ? TimestampText.TryParseUnix(json.TakeScalar(), out sentAt)
            : TimestampText.TryParse(json.TakeText(), requireZone: _strict, out sentAt);
        _sentAt = read ? sentAt : null;
        return read;
    }

    private void ReadSdk(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            json.Skip();
            return;
        }

        while (json.NextProperty(out var name))
        {
            var isName = name.SequenceEqual("name"u8);
            if ((isName || name.SequenceEqual("version"u8)) && json.Kind == JsonValueKind.String)
            {
                var text = TakeText(ref json);
                (_sdkName, _sdkVersion) = isName ? (text, _sdkVersion) : (_sdkName, text);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static string? TakeText(ref JsonCursor json)
    {
        if (json.Kind != JsonValueKind.String)
        {
            return null;
        }

        var raw = json.TakeString(out var escaped);
        return JsonText.Decode(raw, escaped);
    }
}
