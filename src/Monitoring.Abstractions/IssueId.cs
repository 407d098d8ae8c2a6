using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Monitoring;

/// <summary>
/// The id of an issue: a positive 63-bit number, unique in its store and never handed out twice. Written as a decimal
/// string in JSON, because clients of the Sentry web API refuse other forms.
/// </summary>
/// <remarks><see langword="default"/> is no issue; <see cref="IsDefault"/> tells.</remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(IdJsonConverter))]
public readonly record struct IssueId : IComparable<IssueId>
{
    /// <summary>Creates the id of an issue.</summary>
    /// <param name="value">A number greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is zero or negative.</exception>
    public IssueId(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        Value = value;
    }

    /// <summary>The number; zero only for <see langword="default"/>.</summary>
    public long Value { get; }

    /// <summary>Whether this is <see langword="default"/>, the id of no issue.</summary>
    public bool IsDefault => Value == 0;

    /// <summary>Reads an issue id from decimal digits; signs, blanks and other notations are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IssueId id)
    {
        var parsed = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0;
        id = parsed ? new IssueId(value) : default;
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(IssueId other) => Value.CompareTo(other.Value);

    /// <summary>The number in decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
