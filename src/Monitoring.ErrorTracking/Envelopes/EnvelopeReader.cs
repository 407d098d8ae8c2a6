using System.Buffers;
using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>
/// Reads an envelope, the container in which Sentry SDKs send everything: a header and items, each with a header and a payload.
/// It copies no payload, allocates nothing per item, and never throws on what it reads: whatever is wrong is a <see cref="EnvelopeProblem"/>.
/// </summary>
/// <remarks>
/// <para>Lenient by default: it skips a byte order mark, blank lines between items and white space at the ends of header lines and of
/// the body, and it keeps the items before a broken one. The strict mode accepts exactly what Sentry's relay accepts, and
/// <see cref="Read(ReadOnlySequence{byte}, EnvelopeLimits?, bool)"/> then gives no items of an envelope with any fault.</para>
/// <para>The header is read by the constructor. The items refer to the memory of the body.</para>
/// </remarks>
public ref struct EnvelopeReader
{
    private readonly EnvelopeLimits _limits;
    private readonly bool _strict;
    private EnvelopeBytes _body;
    private ImmutableArray<EnvelopeProblem> _problems = [];
    private int _nextIndex;
    private bool _failed;

    /// <summary>Starts to read an envelope and reads its header.</summary>
    /// <param name="body">The whole body, decompressed.</param>
    /// <param name="limits">What the envelope may hold; <see cref="EnvelopeLimits.Default"/> when not given.</param>
    /// <param name="strict">Whether only what Sentry's relay accepts is accepted.</param>
    public EnvelopeReader(ReadOnlySequence<byte> body, EnvelopeLimits? limits = null, bool strict = false)
    {
        _limits = limits ?? EnvelopeLimits.Default;
        _strict = strict;
        _body = new EnvelopeBytes(body);
        ReadHeader();
    }

    /// <inheritdoc cref="EnvelopeReader(ReadOnlySequence{byte}, EnvelopeLimits?, bool)"/>
    public EnvelopeReader(ReadOnlyMemory<byte> body, EnvelopeLimits? limits = null, bool strict = false)
        : this(new ReadOnlySequence<byte>(body), limits, strict)
    {
    }

    /// <summary>The envelope's header; <see langword="null"/> when it could not be read.</summary>
    public EnvelopeHeader? Header { get; private set; }

    /// <summary>What was wrong with what has been read so far.</summary>
    public readonly ImmutableArray<EnvelopeProblem> Problems => _problems;

    /// <summary>Reads a whole envelope.</summary>
    /// <inheritdoc cref="EnvelopeReader(ReadOnlySequence{byte}, EnvelopeLimits?, bool)"/>
    public static EnvelopeReadResult Read(ReadOnlySequence<byte> body, EnvelopeLimits? limits = null, bool strict = false)
    {
        var reader = new EnvelopeReader(body, limits, strict);
        var items = ImmutableArray.CreateBuilder<EnvelopeItem>();
        while (reader.TryReadItem(out var item))
        {
            items.Add(item);
        }

        return new EnvelopeReadResult
        {
            Header = strict && reader._failed ? null : reader.Header,
            Items = strict && reader._failed ? [] : items.DrainToImmutable(),
            Problems = reader.Problems,
        };
    }

    /// <inheritdoc cref="Read(ReadOnlySequence{byte}, EnvelopeLimits?, bool)"/>
    public static EnvelopeReadResult Read(ReadOnlyMemory<byte> body, EnvelopeLimits? limits = null, bool strict = false) =>
        Read(new ReadOnlySequence<byte>(body), limits, strict);

    /// <summary>Reads the next item; false at the end of the envelope and after a fault that ends the reading.</summary>
    public bool TryReadItem(out EnvelopeItem item)
    {
        while (TryStartItem())
        {
            var index = _nextIndex++;
            if (!TryReadItemHeader(index, out var raw, out var header) || !TryReadPayload(index, header, out var payload))
            {
                break;
            }

            if (IsAllowed(index, header.Kind, payload.Length))
            {
                item = new EnvelopeItem(header.Kind, raw, payload, index);
                return true;
            }
        }

        item = default;
        return false;
    }

    private void ReadHeader()
    {
        if (_body.Length > _limits.MaxBytes)
        {
            Fail(EnvelopeProblemCode.TooLarge, null, "The envelope is too large.");
            return;
        }

        if (_body.IsEmpty)
        {
            Fail(EnvelopeProblemCode.EmptyBody, null, "The body is empty.");
            return;
        }

        if (!_strict && _body.TrySkip(0xEF) && _body.TrySkip(0xBB))
        {
            _body.TrySkip(0xBF);
        }

        _body.SkipWhiteSpace();
        if (_body.IsEmpty)
        {
            Fail(_strict ? EnvelopeProblemCode.UnexpectedEnd : EnvelopeProblemCode.EmptyBody, null, "The body holds nothing but white space.");
            return;
        }

        var start = _body.Offset;
        if (TryTakeObject(EnvelopeProblemCode.InvalidHeader, null, out var raw))
        {
            if (EnvelopeHeaderReader.Read(raw, _strict, out var header) is { } problem)
            {
                Fail(EnvelopeProblemCode.InvalidHeader, null, problem, start);
            }
            else if (TryEndLine(null))
            {
                Header = header;
            }
        }
    }

    private bool TryStartItem()
    {
        if (_failed || _body.IsEmpty)
        {
            return false;
        }

        _body.SkipWhiteSpace();
        if (_body.IsEmpty)
        {
            return _strict && Fail(EnvelopeProblemCode.UnexpectedEnd, _nextIndex, "White space follows the last item.");
        }

        return _nextIndex < _limits.MaxItems || Fail(EnvelopeProblemCode.TooManyItems, _nextIndex, "The envelope has too many items.");
    }

    private bool TryReadItemHeader(int index, out RawJson raw, out EnvelopeItemHeader header)
    {
        header = default;
        var start = _body.Offset;
        if (!TryTakeObject(EnvelopeProblemCode.InvalidItemHeader, index, out raw))
        {
            return false;
        }

        return EnvelopeItemHeader.Read(raw, out header) is { } problem
            ? Fail(EnvelopeProblemCode.InvalidItemHeader, index, problem, start)
            : TryEndLine(index);
    }

    private bool TryReadPayload(int index, EnvelopeItemHeader header, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (header.Length is not { } length)
        {
            payload = _body.TakeLine();
            _body.TrySkip((byte)'\n');
            return true;
        }

        if (length > _body.Length)
        {
            return Fail(EnvelopeProblemCode.UnexpectedEnd, index, "An item is shorter than its length says.", kind: header.Kind);
        }

        payload = _body.Take(length);
        if (!_strict)
        {
            _body.TrySkip((byte)'\r');
        }

        return _body.IsEmpty || _body.TrySkip((byte)'\n')
            || Fail(EnvelopeProblemCode.MissingNewline, index, "An item is longer than its length says: no line feed follows its payload.", kind: header.Kind);
    }

    private bool IsAllowed(int index, EnvelopeItemKind kind, long length)
    {
        if (kind.IsInternal())
        {
            Report(EnvelopeProblemCode.InternalItem, index, "The type of an item is reserved for relays.", _body.Offset, fatal: _strict, kind);
            return false;
        }

        if (length > _limits.MaxPayloadBytes(kind))
        {
            Report(EnvelopeProblemCode.TooLarge, index, "An item is too large.", _body.Offset, fatal: _strict, kind);
            return false;
        }

        return true;
    }

    private bool TryTakeObject(EnvelopeProblemCode code, int? index, out RawJson raw)
    {
        var start = _body.Offset;
        var fault = _body.TakeObject(_limits.MaxHeaderBytes, Math.Min(_limits.MaxHeaderDepth, JsonCursor.MaxDepth), out raw);
        return fault switch
        {
            JsonFault.None => true,
            JsonFault.TooDeep => Fail(code, index, "A header is nested too deeply.", start),
            JsonFault.UnexpectedEnd when _body.Length > _limits.MaxHeaderBytes => Fail(EnvelopeProblemCode.TooLarge, index, "A header is too long.", start),
            _ => Fail(code, index, "A header must be one JSON object in UTF-8 on one line.", start),
        };
    }

    private bool TryEndLine(int? index)
    {
        if (!_strict)
        {
            _body.SkipBlanks();
        }

        return _body.IsEmpty || _body.TrySkip((byte)'\n')
            || Fail(EnvelopeProblemCode.MissingNewline, index, "No line feed follows a header.");
    }

    private bool Fail(EnvelopeProblemCode code, int? index, string message, long? offset = null, EnvelopeItemKind? kind = null)
    {
        Report(code, index, message, offset ?? _body.Offset, fatal: true, kind);
        return false;
    }

    private void Report(EnvelopeProblemCode code, int? index, string message, long offset, bool fatal, EnvelopeItemKind? kind)
    {
        _failed |= fatal;
        _problems = _problems.Add(new EnvelopeProblem { Code = code, Message = message, Offset = offset, ItemIndex = index, ItemKind = kind, IsFatal = fatal });
    }
}
