namespace Monitoring.Storage.Errors;

/// <content>What the events of an issue hold and how many they are.</content>
public abstract partial record IssueFilter
{
    /// <summary>Title, culprit, type or <see cref="IssueRow.SearchText"/> contain this text, whatever the case of its letters.</summary>
    public sealed record ContainsText : IssueFilter
    {
        /// <summary>The text.</summary>
        public required string Text { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Title.Contains(Text, StringComparison.OrdinalIgnoreCase)
                || issue.Culprit.Contains(Text, StringComparison.OrdinalIgnoreCase)
                || issue.Type.Contains(Text, StringComparison.OrdinalIgnoreCase)
                || issue.SearchText.Contains(Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>An event of the issue carried this tag, as far as it is counted singly; see <see cref="ErrorStoreLimits.TagValues"/>.</summary>
    public sealed record HasTag : IssueFilter
    {
        /// <summary>The tag's key.</summary>
        public required string Key { get; init; }

        /// <summary>The tag's value, or several; <see cref="TextPattern.Any"/> when the key is enough.</summary>
        public required TextPattern Value { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(hasTag);
            return hasTag(Key, Value);
        }
    }

    /// <summary>A number of the issue lies between two, both included.</summary>
    public sealed record InRange : IssueFilter
    {
        /// <summary>Which number.</summary>
        public required IssueNumber Number { get; init; }

        /// <summary>The smallest that matches.</summary>
        public long Min { get; init; } = long.MinValue;

        /// <summary>The greatest that matches.</summary>
        public long Max { get; init; } = long.MaxValue;

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            var value = Number switch
            {
                IssueNumber.Events => issue.Count,
                IssueNumber.Users => issue.UserCount,
                IssueNumber.FirstSeen => issue.FirstSeen.UtcTicks,
                IssueNumber.LastSeen => issue.LastSeen.UtcTicks,
                _ => throw new ArgumentException($"'{Number}' is no number of an issue."),
            };
            return value >= Min && value <= Max;
        }
    }
}
