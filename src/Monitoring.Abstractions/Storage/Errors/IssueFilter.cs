using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>
/// A condition on issues. The subtypes are all there are; <see cref="Matches"/> is their meaning, so a store may narrow
/// by an index and leave the rest to it. Texts are compared ordinally, case and all, unless it is said otherwise.
/// </summary>
public abstract partial record IssueFilter
{
    private protected IssueFilter()
    {
    }

    /// <summary>Whether an issue meets the condition.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="hasTag">Answers whether any event of the issue carried a tag with this key and a value like this, as far as values are counted singly.</param>
    public abstract bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag);

    /// <summary>All conditions hold; with none, every issue matches.</summary>
    public sealed record All : IssueFilter
    {
        /// <summary>The conditions.</summary>
        public required ImmutableArray<IssueFilter> Filters { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag) => Filters.All(filter => filter.Matches(issue, hasTag));
    }

    /// <summary>At least one condition holds; with none, no issue matches.</summary>
    public sealed record Any : IssueFilter
    {
        /// <summary>The conditions.</summary>
        public required ImmutableArray<IssueFilter> Filters { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag) => Filters.Any(filter => filter.Matches(issue, hasTag));
    }

    /// <summary>The condition does not hold.</summary>
    public sealed record Not : IssueFilter
    {
        /// <summary>The condition.</summary>
        public required IssueFilter Filter { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag) => !Filter.Matches(issue, hasTag);
    }

    /// <summary>The issue has this status.</summary>
    public sealed record HasStatus : IssueFilter
    {
        /// <summary>The status.</summary>
        public required IssueStatus Status { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.State.Status == Status;
        }
    }

    /// <summary>The issue has this substatus at an instant, see <see cref="IssueLifecycle.At"/>.</summary>
    public sealed record HasSubstatus : IssueFilter
    {
        /// <summary>The substatus.</summary>
        public required IssueSubstatus Substatus { get; init; }

        /// <summary>The instant, as a rule now.</summary>
        public required DateTimeOffset At { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return IssueLifecycle.SubstatusAt(issue.State, At) == Substatus;
        }
    }

    /// <summary>The issue has this level.</summary>
    public sealed record HasLevel : IssueFilter
    {
        /// <summary>The level.</summary>
        public required ErrorLevel Level { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Level == Level;
        }
    }
}
