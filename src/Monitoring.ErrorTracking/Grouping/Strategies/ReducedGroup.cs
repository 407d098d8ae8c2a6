namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>The exceptions of a group that stand for all of it.</summary>
/// <param name="Chosen">Their places in the event's list, in the order in which they count.</param>
/// <param name="MainExceptionId">The number of the one that names the issue; null when the group itself does.</param>
internal sealed record ReducedGroup(int[] Chosen, int? MainExceptionId);
