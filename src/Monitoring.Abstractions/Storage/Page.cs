using System.Collections.Immutable;

namespace Monitoring.Storage;

/// <summary>A part of an ordered list, and where the next part begins.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <remarks>
/// Paging is by key, never by offset: items that are added or removed between two pages neither repeat nor hide others.
/// </remarks>
public sealed record Page<T>
{
    /// <summary>The items of this page, in the list's order.</summary>
    public required ImmutableArray<T> Items { get; init; }

    /// <summary>
    /// What to pass for the next page, or <see langword="null"/> when this is the last. Opaque: of use only to the
    /// store that made it, with the same query.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>When the values were computed by which the items are ordered, or <see langword="null"/> when they are those of now.</summary>
    public DateTimeOffset? RankedAt { get; init; }
}
