using System.Diagnostics.CodeAnalysis;

namespace Monitoring;

/// <summary>
/// The id of an event, made by the SDK that sent it: a UUID, written as 32 lowercase hexadecimal digits. Unique only
/// together with the project.
/// </summary>
/// <remarks><see langword="default"/> is the nil UUID, which no event may have.</remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(IdJsonConverter))]
public readonly record struct EventId : IComparable<EventId>
{
    /// <summary>The number of bytes that <see cref="TryWriteBytes"/> writes.</summary>
    public const int ByteLength = 16;

    /// <summary>Wraps a UUID.</summary>
    public EventId(Guid value) => Value = value;

    /// <summary>The UUID.</summary>
    public Guid Value { get; }

    /// <summary>Whether this is the nil UUID.</summary>
    public bool IsDefault => Value == Guid.Empty;

    /// <summary>Makes a new id for an event that came without one; ids made later sort after earlier ones.</summary>
    public static EventId Create(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return new EventId(Guid.CreateVersion7(timeProvider.GetUtcNow()));
    }

    /// <summary>Reads an id from 32 hexadecimal digits in any case, with or without dashes; the nil UUID is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EventId id) => TryParse(text.AsSpan(), out id);

    /// <inheritdoc cref="TryParse(string?, out EventId)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out EventId id)
    {
        var parsed = (Guid.TryParseExact(text, "N", out var value) || Guid.TryParseExact(text, "D", out value)) && value != Guid.Empty;
        id = parsed ? new EventId(value) : default;
        return parsed;
    }

    /// <summary>Reads an id from ASCII text, in the forms that <see cref="TryParse(string?, out EventId)"/> takes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out EventId id)
    {
        Span<char> text = stackalloc char[36];
        id = default;
        return utf8Text.Length <= text.Length
            && System.Text.Ascii.ToUtf16(utf8Text, text, out var written) == System.Buffers.OperationStatus.Done
            && TryParse(text[..written], out id);
    }

    /// <summary>Reads an id from the bytes that <see cref="TryWriteBytes"/> wrote.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 16 bytes long.</exception>
    public static EventId FromBytes(ReadOnlySpan<byte> bytes) => new(new Guid(bytes, bigEndian: true));

    /// <summary>Writes the 16 bytes in the order of the text, so that bytes and text sort alike.</summary>
    /// <returns>Whether <paramref name="destination"/> was long enough.</returns>
    public bool TryWriteBytes(Span<byte> destination) => Value.TryWriteBytes(destination, bigEndian: true, out _);

    /// <inheritdoc/>
    public int CompareTo(EventId other)
    {
        Span<byte> mine = stackalloc byte[ByteLength];
        Span<byte> theirs = stackalloc byte[ByteLength];
        TryWriteBytes(mine);
        other.TryWriteBytes(theirs);
        return mine.SequenceCompareTo(theirs);
    }

    /// <summary>32 lowercase hexadecimal digits, without dashes.</summary>
    public override string ToString() => Value.ToString("N");
}
