using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Monitoring.ErrorTracking.Json;

/// <summary>
/// One JSON value kept as the UTF-8 text it arrived as: valid JSON, but not materialised, because nothing computes on it.
/// </summary>
/// <remarks>
/// <para><see langword="default"/> is an absent value, which differs from the JSON value <c>null</c>.</para>
/// <para>The value refers to the memory it was read from; that memory must stay unchanged for as long as the value is used.</para>
/// <para>May hold personal data: it is whatever the sender put there.</para>
/// </remarks>
public readonly struct RawJson : IEquatable<RawJson>
{
    /// <summary>The deepest nesting that <see cref="TryParse"/> accepts.</summary>
    public const int MaxDepth = JsonCursor.MaxDepth;

    internal RawJson(ReadOnlyMemory<byte> utf8) => Utf8 = utf8;

    /// <summary>The UTF-8 text of the value, without white space around it; empty when the value is absent.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Whether there is a value.</summary>
    public bool HasValue => !Utf8.IsEmpty;

    /// <summary>The kind of the value; <see cref="JsonValueKind.Undefined"/> when it is absent.</summary>
    public JsonValueKind Kind => Utf8.IsEmpty ? JsonValueKind.Undefined : KindOf(Utf8.Span[0]);

    /// <summary>Takes bytes as one JSON value when they are one: well-formed UTF-8, no halves of surrogate pairs, at most <see cref="MaxDepth"/> containers in one another.</summary>
    /// <param name="utf8">The text; white space around the value is cut off. It is referred to, not copied.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether <paramref name="utf8"/> is one JSON value.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out RawJson value)
    {
        value = default;
        if (!System.Text.Unicode.Utf8.IsValid(utf8.Span))
        {
            return false;
        }

        var json = new JsonCursor(utf8, MaxDepth);
        value = json.TakeRaw(out _);
        if (json.ReachedEnd() && !json.HasLoneSurrogate)
        {
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>A reader that stands before the value.</summary>
    public Utf8JsonReader CreateReader() => new(Utf8.Span, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });

    /// <summary>Writes the value as it is; an absent one as <c>null</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (HasValue)
        {
            writer.WriteRawValue(Utf8.Span, skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Whether both are the same text, byte by byte.</summary>
    public bool Equals(RawJson other) => Utf8.Span.SequenceEqual(other.Utf8.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is RawJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Utf8.Span);
        return hash.ToHashCode();
    }

    /// <summary>The text of the value; empty when it is absent.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    /// <summary>Whether both are the same text, byte by byte.</summary>
    public static bool operator ==(RawJson left, RawJson right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(RawJson left, RawJson right) => !left.Equals(right);

    private static JsonValueKind KindOf(byte first) => first switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };
}
