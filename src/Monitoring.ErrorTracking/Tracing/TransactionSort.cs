namespace Monitoring.ErrorTracking.Tracing;

/// <summary>By what transactions and spans are ordered; the first is what asks for attention.</summary>
public enum TransactionSort
{
    /// <summary>The most first.</summary>
    Count,

    /// <summary>The most failures first.</summary>
    Errors,

    /// <summary>The greatest 95th percentile first.</summary>
    P95,

    /// <summary>The lowest Apdex first.</summary>
    Apdex,

    /// <summary>The one with the slowest of all first.</summary>
    Slowest,
}
