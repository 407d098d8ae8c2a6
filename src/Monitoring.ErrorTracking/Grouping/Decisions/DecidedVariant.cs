using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>One view of an event, and whether its hash counts.</summary>
internal sealed record DecidedVariant
{
    /// <summary>The name, such as <c>app</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How the hash comes about: one of <see cref="VariantTypes"/>.</summary>
    public required string Type { get; init; }

    public required bool Contributes { get; init; }

    /// <summary>The tree of values; null when the values come from elsewhere.</summary>
    public Branch? Component { get; init; }

    /// <summary>The values before and after those of the tree; null stands for those of the tree.</summary>
    public ImmutableArray<string?> Values { get; init; } = [];

    /// <summary>The hash itself, when it was given.</summary>
    public GroupingHash GivenHash { get; init; }

    public Hint Hint { get; init; }

    public GroupingHash Hash(HashInput values)
    {
        if (!GivenHash.IsDefault)
        {
            return GivenHash;
        }

        if (Values.IsEmpty)
        {
            Component?.Write(values);
        }

        foreach (var value in Values)
        {
            if (value is not null)
            {
                values.Add(value);
            }
            else
            {
                Component?.Write(values);
            }
        }

        return values.TakeHash();
    }
}
