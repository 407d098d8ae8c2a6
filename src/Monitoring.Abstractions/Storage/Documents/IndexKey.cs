using System.Security.Cryptography;
using System.Text;

namespace Monitoring.Storage.Documents;

/// <summary>
/// A key in an index: an ordered tuple of fields, encoded as bytes whose ordinal order is the order of the fields.
/// Built field by field: <c>IndexKey.Empty.Add("open").Add(createdAt)</c>.
/// </summary>
/// <remarks>
/// Each field is self-delimiting, so a key of fewer fields is a prefix of the keys that continue it. Text is ordered by
/// its UTF-8 bytes; text over <see cref="MaxTextBytes"/> is cut and completed by a hash, which keeps equality exact and
/// gives up only the order among such texts. A key has at most <see cref="MaxLength"/> bytes.
/// </remarks>
public readonly struct IndexKey : IEquatable<IndexKey>, IComparable<IndexKey>
{
    /// <summary>The most bytes that a key may have; small enough for the index of any engine.</summary>
    public const int MaxLength = 900;

    /// <summary>The most bytes of a text that are ordered.</summary>
    public const int MaxTextBytes = 200;

    private const byte TextTag = 0x20;
    private const byte NumberTag = 0x10;
    private const byte Escape = 0x00;
    private const byte EscapedZero = 0xFF;
    private const byte EndOfText = 0x01;

    private readonly ReadOnlyMemory<byte> _bytes;

    private IndexKey(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>The key of no fields, a prefix of every key.</summary>
    public static IndexKey Empty => default;

    /// <summary>The encoded bytes, compared as unsigned.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Wraps bytes that a store kept.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxLength"/> bytes.</exception>
    public static IndexKey FromBytes(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxLength)
        {
            throw new ArgumentException($"An index key has at most {MaxLength} bytes, not {bytes.Length}.", nameof(bytes));
        }

        return new IndexKey(bytes);
    }

    /// <summary>Adds a text field. Lone surrogates count as U+FFFD.</summary>
    public IndexKey Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var utf8 = Encoding.UTF8.GetBytes(text);
        var encoded = new List<byte>(utf8.Length + 3) { TextTag };
        foreach (var value in utf8.AsSpan(0, Math.Min(utf8.Length, MaxTextBytes)))
        {
            encoded.Add(value);
            if (value == Escape)
            {
                encoded.Add(EscapedZero);
            }
        }

        if (utf8.Length > MaxTextBytes)
        {
            encoded.AddRange(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 16))));
        }

        encoded.Add(Escape);
        encoded.Add(EndOfText);
        return Append([.. encoded]);
    }

    /// <summary>Adds a number field.</summary>
    public IndexKey Add(long number)
    {
        var encoded = new byte[1 + sizeof(long)];
        encoded[0] = NumberTag;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(encoded.AsSpan(1), unchecked((ulong)number) ^ (1UL << 63));
        return Append(encoded);
    }

    /// <summary>Adds a yes or no, no first.</summary>
    public IndexKey Add(bool value) => Add(value ? 1L : 0L);

    /// <summary>Adds an instant, ordered by UTC.</summary>
    public IndexKey Add(DateTimeOffset instant) => Add(instant.UtcTicks);

    /// <summary>Adds an id, ordered as its text.</summary>
    public IndexKey Add(EntityId id) => Add(id.ToString());

    /// <summary>Whether this key begins with another.</summary>
    public bool StartsWith(IndexKey prefix) => _bytes.Span.StartsWith(prefix._bytes.Span);

    /// <summary>
    /// The smallest key greater than every key that begins with this one, or <see langword="null"/> when there is none.
    /// </summary>
    public IndexKey? PrefixEnd()
    {
        var last = _bytes.Span.LastIndexOfAnyExcept((byte)0xFF);
        if (last < 0)
        {
            return null;
        }

        var end = _bytes.Span[..(last + 1)].ToArray();
        end[last]++;
        return new IndexKey(end);
    }

    /// <inheritdoc/>
    public int CompareTo(IndexKey other) => _bytes.Span.SequenceCompareTo(other._bytes.Span);

    /// <inheritdoc/>
    public bool Equals(IndexKey other) => _bytes.Span.SequenceEqual(other._bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IndexKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>The bytes as hexadecimal digits, for messages.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes.Span);

    /// <summary>Whether the bytes are equal.</summary>
    public static bool operator ==(IndexKey left, IndexKey right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(IndexKey left, IndexKey right) => !left.Equals(right);

    /// <summary>Whether one key comes before another.</summary>
    public static bool operator <(IndexKey left, IndexKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether one key comes before another or is equal.</summary>
    public static bool operator <=(IndexKey left, IndexKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one key comes after another.</summary>
    public static bool operator >(IndexKey left, IndexKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether one key comes after another or is equal.</summary>
    public static bool operator >=(IndexKey left, IndexKey right) => left.CompareTo(right) >= 0;

    private IndexKey Append(byte[] field)
    {
        if (_bytes.Length + field.Length > MaxLength)
        {
            throw new ArgumentException($"The index key would have {_bytes.Length + field.Length} bytes; at most {MaxLength} are allowed.", nameof(field));
        }

        var bytes = new byte[_bytes.Length + field.Length];
        _bytes.CopyTo(bytes);
        field.CopyTo(bytes, _bytes.Length);
        return new IndexKey(bytes);
    }
}
