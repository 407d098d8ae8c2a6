using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>Decides which events are the same problem.</summary>
/// <remarks>
/// Pure: the same event and rules give the same result on every thread, host and day, because events that were grouped before are found
/// again only by equal hashes. A change of a strategy is a new strategy under a new <see cref="Id"/>. Must not block and must not throw.
/// </remarks>
public interface IGroupingStrategy
{
    /// <summary>The name and version of the strategy, such as <c>newstyle:2026-01-20</c>; explains hashes of the past.</summary>
    string Id { get; }

    /// <summary>Groups an event.</summary>
    /// <param name="errorEvent">The event.</param>
    /// <param name="rules">The rules of its project.</param>
    GroupingResult Group(ErrorEvent errorEvent, GroupingRules rules);

    /// <summary>Groups an event, and says why. The hashes are those that <see cref="Group"/> gives.</summary>
    /// <param name="errorEvent">The event.</param>
    /// <param name="rules">The rules of its project.</param>
    GroupingExplanation Explain(ErrorEvent errorEvent, GroupingRules rules);
}
