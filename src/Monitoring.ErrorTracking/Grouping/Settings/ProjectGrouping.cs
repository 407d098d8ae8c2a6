using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>The grouping of one project, ready to be used.</summary>
internal sealed class ProjectGrouping(IGroupingStrategy strategy, GroupingRules rules, IGroupingStrategy? previous, DateTimeOffset? previousUntil)
{
    public IGroupingStrategy Strategy { get; } = strategy;

    public GroupingRules Rules { get; } = rules;

    /// <summary>
    /// Groups an event. While a change of strategy is young the event has the hashes of both, the new ones first: it finds the issue of before, and
    /// the new hashes join that.
    /// </summary>
    public GroupingResult Group(ErrorEvent errorEvent)
    {
        var result = Strategy.Group(errorEvent, Rules);
        return previous is null || errorEvent.ReceivedAt >= previousUntil
            ? result
            : result with { Hashes = Join(result.Hashes, previous.Group(errorEvent, Rules).Hashes) };
    }

    private static ImmutableArray<GroupingHash> Join(ImmutableArray<GroupingHash> hashes, ImmutableArray<GroupingHash> others) =>
        [.. hashes.Concat(others).Distinct().Take(ErrorStoreLimits.HashesPerEvent)];
}
