namespace Monitoring.ErrorTracking.Searching.Conditions;

/// <summary>The keys that are not names of tags.</summary>
internal enum QueryKey
{
    Tag,
    Is,
    Has,
    Level,
    Type,
    Platform,
    Release,
    Environment,
    Service,
    Assigned,
    Title,
    Culprit,
    Words,
    Events,
    Users,
    FirstSeen,
    LastSeen,
    Age,
    Timestamp,
    Id,
    Trace,
}
