using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>The grouping of one project, ready to be used.</summary>
internal sealed class ProjectGrouping(IGroupingStrategy strategy, GroupingRules rules, ImmutableArray<ProjectGrouping.Earlier> former)
{
    public IGroupingStrategy Strategy { get; } = strategy;

    public GroupingRules Rules { get; } = rules;

    /// <summary>What stands with each event that is grouped so.</summary>
    public GroupingOrigin Origin { get; } = new() { Config = strategy.Id, RulesId = rules.Id };

    /// <summary>
    /// Groups an event. While a change of settings is young the event has the hashes of both, the new ones first: it finds the issue of before, and
    /// the new hashes join that.
    /// </summary>
    public GroupingResult Group(ErrorEvent errorEvent)
    {
        var result = Strategy.Group(errorEvent, Rules);
        foreach (var earlier in former)
        {
            if (errorEvent.ReceivedAt < earlier.Until)
            {
                result = result with { Hashes = Join(result.Hashes, earlier.Strategy.Group(errorEvent, earlier.Rules).Hashes) };
            }
        }

        return result;
    }

    private static ImmutableArray<GroupingHash> Join(ImmutableArray<GroupingHash> hashes, ImmutableArray<GroupingHash> others) =>
        [.. hashes.Concat(others).Distinct().Take(ErrorStoreLimits.HashesPerEvent)];

    /// <summary>Settings of before, and until when they count.</summary>
    internal sealed record Earlier(IGroupingStrategy Strategy, GroupingRules Rules, DateTimeOffset Until);
}
