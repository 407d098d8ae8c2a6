using System.Diagnostics.CodeAnalysis;

namespace Monitoring;

/// <summary>
/// A hash by which events are grouped into issues: 16 bytes (MD5, the width that Sentry uses, so that hashes can be
/// equal to Sentry's), written as 32 lowercase hexadecimal digits.
/// </summary>
/// <remarks><see langword="default"/> is all zeros and no hash; <see cref="IsDefault"/> tells.</remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(IdJsonConverter))]
public readonly record struct GroupingHash : IComparable<GroupingHash>
{
    /// <summary>The number of bytes of a hash.</summary>
    public const int ByteLength = 16;

    private readonly UInt128 _value;

    private GroupingHash(UInt128 value) => _value = value;

    /// <summary>Whether this is <see langword="default"/>, no hash.</summary>
    public bool IsDefault => _value == 0;

    /// <summary>Wraps 16 bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 16 bytes long.</exception>
    public static GroupingHash FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteLength)
        {
            throw new ArgumentException($"A grouping hash has {ByteLength} bytes, not {bytes.Length}.", nameof(bytes));
        }

        return new GroupingHash(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>Reads 32 hexadecimal digits in any case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out GroupingHash hash)
    {
        Span<byte> bytes = stackalloc byte[ByteLength];
        var parsed = text is { Length: 2 * ByteLength }
            && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        hash = parsed ? FromBytes(bytes) : default;
        return parsed;
    }

    /// <summary>Writes the 16 bytes in the order of the text.</summary>
    /// <returns>Whether <paramref name="destination"/> was long enough.</returns>
    public bool TryWriteBytes(Span<byte> destination) =>
        System.Buffers.Binary.BinaryPrimitives.TryWriteUInt128BigEndian(destination, _value);

    /// <inheritdoc/>
    public int CompareTo(GroupingHash other) => _value.CompareTo(other._value);

    /// <summary>32 lowercase hexadecimal digits.</summary>
    public override string ToString() => _value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
