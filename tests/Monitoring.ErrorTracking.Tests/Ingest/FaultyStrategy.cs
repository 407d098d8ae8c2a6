using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>Groups all events alike, and fails on those that are called bad.</summary>
internal sealed class FaultyStrategy : IGroupingStrategy
{
    public string Id => "faulty:1";

    public GroupingResult Group(ErrorEvent errorEvent, GroupingRules rules) => errorEvent.Message?.Formatted == "bad"
        ? throw new InvalidOperationException("It is bad.")
        : new GroupingResult { Strategy = Id, Hashes = [Grouped.Hash()] };

    public GroupingExplanation Explain(ErrorEvent errorEvent, GroupingRules rules) =>
        new() { Strategy = Id, Hashes = Group(errorEvent, rules).Hashes, Variants = [], Title = "faulty", Culprit = "" };
}
