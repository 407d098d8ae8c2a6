using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>A line that says who owns what fits a pattern.</summary>
internal sealed record OwnerRule
{
    public required OwnerMatcher Matcher { get; init; }

    /// <summary>The tag's name, for <see cref="OwnerMatcher.Tag"/>.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Runs in a time linear in the text.</summary>
    public required OwnerPattern Pattern { get; init; }

    /// <summary>Nobody, when a line takes owners away from those before it.</summary>
    public required ImmutableArray<string> Owners { get; init; }

    public required string Text { get; init; }

    public required int Line { get; init; }

    public required bool IsCodeOwners { get; init; }
}
