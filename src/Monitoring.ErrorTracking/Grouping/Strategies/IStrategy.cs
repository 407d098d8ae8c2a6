namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>Groups by one part of an event.</summary>
internal interface IStrategy
{
    /// <summary>The part, such as <c>exception</c>.</summary>
    string Name { get; }

    /// <summary>The views of the part; null when the event does not have it.</summary>
    Variants? Of(GroupingScope scope);
}
