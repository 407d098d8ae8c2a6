using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Monitoring;

/// <summary>
/// The public key of a DSN: 1 to 64 characters of <c>[A-Za-z0-9_]</c>, compared to the letter. It names a client key and
/// is no secret: it stands in every web page that reports errors.
/// </summary>
/// <remarks><see langword="default"/> is no key; its <see cref="Value"/> is empty.</remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(IdJsonConverter))]
public readonly record struct PublicKey
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly string? _value;

    private PublicKey(string value) => _value = value;

    /// <summary>The characters of the key; empty only for <see langword="default"/>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this is <see langword="default"/>, no key.</summary>
    public bool IsDefault => _value is null;

    /// <summary>Reads a key; anything but 1 to 64 characters of <c>[A-Za-z0-9_]</c> is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PublicKey key)
    {
        var parsed = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
        key = parsed ? new PublicKey(text!) : default;
        return parsed;
    }

    /// <inheritdoc cref="Value"/>
    public override string ToString() => Value;
}
