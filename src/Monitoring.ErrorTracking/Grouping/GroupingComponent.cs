using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>A part of what an event is grouped by, as it is shown to people: a value, or a list of parts.</summary>
/// <remarks>May hold personal data: the values are texts of the event.</remarks>
public sealed record GroupingComponent
{
    /// <summary>What it is, such as <c>stacktrace</c>, <c>frame</c> or <c>function</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whether its values count. Below a part that does not count nothing does.</summary>
    public required bool Contributes { get; init; }

    /// <summary>Why it counts or not, such as the rule that decided; <see langword="null"/> when nothing needs saying.</summary>
    public string? Hint { get; init; }

    /// <summary>The value; <see langword="null"/> of a list, and when the event has none.</summary>
    public string? Value { get; init; }

    /// <summary>The parts, in the order in which they are hashed; empty of a value.</summary>
    public ImmutableArray<GroupingComponent> Components { get; init; } = [];

    /// <summary>The values that count, in the order in which they are hashed.</summary>
    public IEnumerable<string> ContributingValues()
    {
        if (!Contributes)
        {
            return [];
        }

        return Value is not null ? [Value] : Components.SelectMany(component => component.ContributingValues());
    }
}
