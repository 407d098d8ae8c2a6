namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>One filter: its name, and whether an event matches it.</summary>
internal readonly record struct EventFilter(string Name, Func<FilterSubject, bool> Matches);
