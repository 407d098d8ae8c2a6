using System.Collections.Immutable;

namespace Monitoring.Incidents.Matchers;

/// <summary>What was read of a text of matchers.</summary>
internal sealed record MatcherReadResult
{
    /// <summary>The matchers, of which all must hold; none where <see cref="Problem"/> is there.</summary>
    public ImmutableArray<Matcher> Matchers { get; init; } = [];

    /// <summary>What is wrong and where, if something is.</summary>
    public string? Problem { get; init; }

    /// <summary>Why the text should be written in another way, though it can be read: for the lint of a configuration.</summary>
    public string? Advice { get; init; }

    public static MatcherReadResult Of(IEnumerable<Matcher> matchers) => new() { Matchers = [.. matchers] };

    public static MatcherReadResult Bad(string problem) => new() { Problem = problem };
}
