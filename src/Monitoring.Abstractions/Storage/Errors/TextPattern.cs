using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>A text, or texts that have some parts in this order and anything between them.</summary>
/// <remarks>Immutable. Matching takes time in proportion to the text, times the pattern at worst, and never goes back.</remarks>
public sealed class TextPattern : IEquatable<TextPattern>
{
    private TextPattern(ImmutableArray<string> parts) => Parts = parts;

    /// <summary>Every text, the empty one too.</summary>
    public static TextPattern Any { get; } = new(["", ""]);

    /// <summary>
    /// The parts, between which anything may stand: the text begins with the first and ends with the last, either of which may be empty. A single
    /// part is the whole text.
    /// </summary>
    public ImmutableArray<string> Parts { get; }

    /// <summary>Whether one text alone matches, the single part.</summary>
    public bool IsExact => Parts.Length == 1;

    /// <summary>This text and no other.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator TextPattern(string text) => Exact(text);

    /// <summary>This text and no other.</summary>
    /// <param name="text">The text; an asterisk in it stands for itself.</param>
    public static TextPattern Exact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TextPattern([text]);
    }

    /// <summary>Texts that have these parts; a single one is the whole text.</summary>
    /// <param name="parts">The parts, at least one; asterisks in them stand for themselves.</param>
    public static TextPattern Of(IEnumerable<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var all = parts.ToArray();
        ArgumentOutOfRangeException.ThrowIfZero(all.Length, nameof(parts));

        // Two asterisks in a row are one.
        return new TextPattern([.. all.Where((part, i) => i == 0 || i == all.Length - 1 || part.Length > 0)]);
    }

    /// <summary>Whether a text matches as a whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="comparison">How letters are compared, ordinally in either case.</param>
    public bool Matches(string text, StringComparison comparison = StringComparison.Ordinal)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsExact)
        {
            return string.Equals(text, Parts[0], comparison);
        }

        var rest = text.AsSpan();
        if (!rest.StartsWith(Parts[0], comparison))
        {
            return false;
        }

        rest = rest[Parts[0].Length..];
        for (var i = 1; i < Parts.Length - 1; i++)
        {
            var at = rest.IndexOf(Parts[i], comparison);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + Parts[i].Length)..];
        }

        return rest.EndsWith(Parts[^1], comparison);
    }

    /// <inheritdoc/>
    public bool Equals(TextPattern? other) => other is not null && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var part in Parts)
        {
            hash.Add(part, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>The parts with asterisks between them; an asterisk or backslash in a part stands behind a backslash.</summary>
    public override string ToString() => string.Join(
        '*', Parts.Select(part => part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)));
}
