namespace Monitoring.Storage.Documents;

/// <summary>A stretch of an index: from a key on, up to but without another.</summary>
public sealed record IndexRange
{
    /// <summary>The whole index.</summary>
    public static IndexRange All { get; } = new() { From = IndexKey.Empty, To = null };

    /// <summary>The first key, inclusive.</summary>
    public required IndexKey From { get; init; }

    /// <summary>The end, exclusive; <see langword="null"/> for no end.</summary>
    public required IndexKey? To { get; init; }

    /// <summary>All keys that begin with these fields; with all fields given, the keys equal to them.</summary>
    public static IndexRange StartingWith(IndexKey prefix) => new() { From = prefix, To = prefix.PrefixEnd() };

    /// <summary>Whether a key lies in the range.</summary>
    public bool Contains(IndexKey key) => key >= From && (To is null || key < To.Value);
}
