namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>What a matcher of a fingerprint rule looks at.</summary>
internal enum FingerprintKey
{
    Type,
    Value,
    Module,
    Path,
    Package,
    Function,
    App,
    Message,
    Logger,
    Level,
    Tag,
    Family,
    Sdk,
    Release,
}
