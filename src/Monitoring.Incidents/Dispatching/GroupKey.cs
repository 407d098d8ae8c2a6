using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Dispatching;

/// <summary>A group: alerts of a route that have some labels in common.</summary>
internal readonly record struct GroupKey(string RouteId, LabelSet Labels);
