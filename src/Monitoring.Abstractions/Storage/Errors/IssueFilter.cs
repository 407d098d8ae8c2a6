using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>
/// A condition on issues. The subtypes are all there are; <see cref="Matches"/> is their meaning, so a store may narrow
/// by an index and leave the rest to it.
/// </summary>
public abstract record IssueFilter
{
    private protected IssueFilter()
    {
    }

    /// <summary>Whether an issue meets the condition.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="hasTag">Answers whether any event of the issue carried a tag with this key and value.</param>
    public abstract bool Matches(IssueRow issue, Func<string, string, bool> hasTag);

    /// <summary>All conditions hold; with none, every issue matches.</summary>
    public sealed record All : IssueFilter
    {
        /// <summary>The conditions.</summary>
        public required ImmutableArray<IssueFilter> Filters { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag) => Filters.All(filter => filter.Matches(issue, hasTag));
    }

    /// <summary>At least one condition holds; with none, no issue matches.</summary>
    public sealed record Any : IssueFilter
    {
        /// <summary>The conditions.</summary>
        public required ImmutableArray<IssueFilter> Filters { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag) => Filters.Any(filter => filter.Matches(issue, hasTag));
    }

    /// <summary>The condition does not hold.</summary>
    public sealed record Not : IssueFilter
    {
        /// <summary>The condition.</summary>
        public required IssueFilter Filter { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag) => !Filter.Matches(issue, hasTag);
    }

    /// <summary>The issue has this status.</summary>
    public sealed record HasStatus : IssueFilter
    {
        /// <summary>The status.</summary>
        public required IssueStatus Status { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.State.Status == Status;
        }
    }

    /// <summary>The issue has this level.</summary>
    public sealed record HasLevel : IssueFilter
    {
        /// <summary>The level.</summary>
        public required ErrorLevel Level { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Level == Level;
        }
    }

    /// <summary>The issue was seen in this environment.</summary>
    public sealed record InEnvironment : IssueFilter
    {
        /// <summary>The environment, compared ordinally.</summary>
        public required string Environment { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Environments.Contains(Environment);
        }
    }

    /// <summary>The issue was seen in this service.</summary>
    public sealed record InService : IssueFilter
    {
        /// <summary>The service, compared ordinally.</summary>
        public required string Service { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Services.Contains(Service);
        }
    }

    /// <summary>The issue was seen in this release.</summary>
    public sealed record InRelease : IssueFilter
    {
        /// <summary>The release, compared ordinally.</summary>
        public required string Release { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Releases.Contains(Release);
        }
    }

    /// <summary>Title or culprit contain this text, whatever the case of its letters.</summary>
    public sealed record ContainsText : IssueFilter
    {
        /// <summary>The text.</summary>
        public required string Text { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Title.Contains(Text, StringComparison.OrdinalIgnoreCase)
                || issue.Culprit.Contains(Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>An event of the issue carried this tag, as far as it is counted singly; see <see cref="ErrorStoreLimits.TagValues"/>.</summary>
    public sealed record HasTag : IssueFilter
    {
        /// <summary>The tag's key, compared ordinally.</summary>
        public required string Key { get; init; }

        /// <summary>The tag's value, compared ordinally.</summary>
        public required string Value { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, string, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(hasTag);
            return hasTag(Key, Value);
        }
    }
}
