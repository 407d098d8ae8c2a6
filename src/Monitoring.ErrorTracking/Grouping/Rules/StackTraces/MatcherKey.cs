namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>What a matcher looks at.</summary>
internal enum MatcherKey
{
    Path,
    Module,
    Function,
    Package,
    Family,
    App,
    Category,
    ErrorType,
    ErrorValue,
    ErrorMechanism,
}
