using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Monitoring;

/// <summary>
/// The numeric id of a project. SDKs cut it off the end of a DSN, so it is a positive decimal number that fits 63 bits.
/// </summary>
/// <remarks><see langword="default"/> is no project; <see cref="IsDefault"/> tells.</remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(IdJsonConverter))]
public readonly record struct ProjectId : IComparable<ProjectId>
{
    /// <summary>Creates the id of a project.</summary>
    /// <param name="value">A number greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is zero or negative.</exception>
    public ProjectId(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        Value = value;
    }

    /// <summary>The number; zero only for <see langword="default"/>.</summary>
    public long Value { get; }

    /// <summary>Whether this is <see langword="default"/>, the id of no project.</summary>
    public bool IsDefault => Value == 0;

    /// <summary>Reads a project id from decimal digits; signs, blanks and other notations are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProjectId id) => TryParse(text.AsSpan(), out id);

    /// <inheritdoc cref="TryParse(string?, out ProjectId)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out ProjectId id)
    {
        var parsed = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0;
        id = parsed ? new ProjectId(value) : default;
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(ProjectId other) => Value.CompareTo(other.Value);

    /// <summary>The number in decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
