namespace Monitoring.ErrorTracking.Searching;

internal enum QueryOperator
{
    /// <summary>Nothing was written.</summary>
    Is,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
