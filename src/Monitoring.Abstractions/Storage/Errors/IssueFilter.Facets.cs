namespace Monitoring.Storage.Errors;

/// <content>Where an issue was seen, and what stands once.</content>
public abstract partial record IssueFilter
{
    /// <summary>The issue was seen in this environment.</summary>
    public sealed record InEnvironment : IssueFilter
    {
        /// <summary>The environment, or several.</summary>
        public required TextPattern Environment { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Environments.Any(environment => Environment.Matches(environment));
        }
    }

    /// <summary>The issue was seen in this service.</summary>
    public sealed record InService : IssueFilter
    {
        /// <summary>The service, or several.</summary>
        public required TextPattern Service { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Services.Any(service => Service.Matches(service));
        }
    }

    /// <summary>The issue was seen in this release.</summary>
    public sealed record InRelease : IssueFilter
    {
        /// <summary>The release, or several.</summary>
        public required TextPattern Release { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return issue.Releases.Any(release => Release.Matches(release));
        }
    }

    /// <summary>A text of the issue is like this.</summary>
    public sealed record HasField : IssueFilter
    {
        /// <summary>Which text.</summary>
        public required IssueField Field { get; init; }

        /// <summary>What it must be like.</summary>
        public required TextPattern Value { get; init; }

        /// <inheritdoc/>
        public override bool Matches(IssueRow issue, Func<string, TextPattern, bool> hasTag)
        {
            ArgumentNullException.ThrowIfNull(issue);
            return Field switch
            {
                IssueField.Title => Value.Matches(issue.Title, StringComparison.OrdinalIgnoreCase),
                IssueField.Culprit => Value.Matches(issue.Culprit, StringComparison.OrdinalIgnoreCase),
                IssueField.Type => Value.Matches(issue.Type),
                IssueField.Platform => Value.Matches(issue.Platform),
                IssueField.Assignee => issue.Assignee is { } assignee && Value.Matches(assignee),
                _ => throw new ArgumentException($"'{Field}' is no text of an issue."),
            };
        }
    }
}
