namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>Matchers of one group must all hold for the same object: the same exception, the same frame.</summary>
internal enum MatchGroup
{
    Exceptions,
    Frames,
    Messages,
    Log,
    Tags,
    Family,
    Sdk,
    Release,
}
