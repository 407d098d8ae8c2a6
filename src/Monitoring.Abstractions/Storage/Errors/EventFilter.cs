using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>
/// A condition on events. The subtypes are all there are; <see cref="Matches"/> is their meaning. Texts are compared ordinally, case and all,
/// unless it is said otherwise.
/// </summary>
public abstract record EventFilter
{
    private protected EventFilter()
    {
    }

    /// <summary>Whether an event meets the condition; its payload is not looked at.</summary>
    /// <param name="candidate">The event.</param>
    public abstract bool Matches(GroupedEvent candidate);

    /// <summary>All conditions hold; with none, every event matches.</summary>
    public sealed record All : EventFilter
    {
        /// <summary>The conditions.</summary>
        public required ImmutableArray<EventFilter> Filters { get; init; }

        /// <inheritdoc/>
        public override bool Matches(GroupedEvent candidate) => Filters.All(filter => filter.Matches(candidate));
    }

    /// <summary>At least one condition holds; with none, no event matches.</summary>
    public sealed record Any : EventFilter
    {
        /// <summary>The conditions.</summary>
        public required ImmutableArray<EventFilter> Filters { get; init; }

        /// <inheritdoc/>
        public override bool Matches(GroupedEvent candidate) => Filters.Any(filter => filter.Matches(candidate));
    }

    /// <summary>The condition does not hold.</summary>
    public sealed record Not : EventFilter
    {
        /// <summary>The condition.</summary>
        public required EventFilter Filter { get; init; }

        /// <inheritdoc/>
        public override bool Matches(GroupedEvent candidate) => !Filter.Matches(candidate);
    }

    /// <summary>The event has this level.</summary>
    public sealed record HasLevel : EventFilter
    {
        /// <summary>The level.</summary>
        public required ErrorLevel Level { get; init; }

        /// <inheritdoc/>
        public override bool Matches(GroupedEvent candidate)
        {
            ArgumentNullException.ThrowIfNull(candidate);
            return candidate.Level == Level;
        }
    }

    /// <summary>A text of the event is like this; one that it does not have matches no pattern.</summary>
    public sealed record HasField : EventFilter
    {
        /// <summary>Which text.</summary>
        public required EventField Field { get; init; }

        /// <summary>What it must be like.</summary>
        public required TextPattern Value { get; init; }

        /// <inheritdoc/>
        public override bool Matches(GroupedEvent candidate)
        {
            ArgumentNullException.ThrowIfNull(candidate);
            var (text, comparison) = Field switch
            {
                EventField.Environment => (candidate.Environment, StringComparison.Ordinal),
                EventField.Service => (candidate.Service, StringComparison.Ordinal),
                EventField.Release => (candidate.Release, StringComparison.Ordinal),
                EventField.Title => (candidate.Title, StringComparison.OrdinalIgnoreCase),
                EventField.Culprit => (candidate.Culprit, StringComparison.OrdinalIgnoreCase),
                EventField.Type => (candidate.Type, StringComparison.Ordinal),
                EventField.Platform => (candidate.Platform, StringComparison.Ordinal),
                EventField.Trace => (candidate.TraceId, StringComparison.OrdinalIgnoreCase),
                EventField.Id => (candidate.EventId.ToString(), StringComparison.OrdinalIgnoreCase),
                _ => throw new ArgumentException($"'{Field}' is no text of an event."),
            };
            return text is not null && Value.Matches(text, comparison);
        }
    }

    /// <summary>The event carries this tag.</summary>
    public sealed record HasTag : EventFilter
    {
        /// <summary>The tag's key.</summary>
        public required string Key { get; init; }

        /// <summary>The tag's value, or several.</summary>
        public required TextPattern Value { get; init; }

        /// <inheritdoc/>
        public override bool Matches(GroupedEvent candidate)
        {
            ArgumentNullException.ThrowIfNull(candidate);
            return !candidate.Tags.IsDefault && candidate.Tags.Any(tag => tag.Key == Key && Value.Matches(tag.Value));
        }
    }

    /// <summary>Title, culprit, type or <see cref="GroupedEvent.SearchText"/> contain this text, whatever the case of its letters.</summary>
    public sealed record ContainsText : EventFilter
    {
        /// <summary>The text.</summary>
        public required string Text { get; init; }

        /// <inheritdoc/>
        public override bool Matches(GroupedEvent candidate)
        {
            ArgumentNullException.ThrowIfNull(candidate);
            return candidate.Title.Contains(Text, StringComparison.OrdinalIgnoreCase)
                || candidate.Culprit.Contains(Text, StringComparison.OrdinalIgnoreCase)
                || candidate.Type.Contains(Text, StringComparison.OrdinalIgnoreCase)
                || candidate.SearchText.Contains(Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>The event happened between two instants, both included.</summary>
    public sealed record Happened : EventFilter
    {
        /// <summary>The first instant that matches.</summary>
        public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

        /// <summary>The last instant that matches.</summary>
        public DateTimeOffset To { get; init; } = DateTimeOffset.MaxValue;

        /// <inheritdoc/>
        public override bool Matches(GroupedEvent candidate)
        {
            ArgumentNullException.ThrowIfNull(candidate);
            return candidate.Timestamp >= From && candidate.Timestamp <= To;
        }
    }
}
