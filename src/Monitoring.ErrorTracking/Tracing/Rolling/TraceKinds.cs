using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Tracing.Naming;

namespace Monitoring.ErrorTracking.Tracing.Rolling;

/// <summary>The series of transactions and spans, and how many there may be.</summary>
internal static class TraceKinds
{
    /// <summary>By name, operation and environment.</summary>
    public static RollupKind Transactions { get; } = new("transactions") { MaxSeries = 1_000, Other = WithoutName };

    /// <summary>By description, operation and environment.</summary>
    public static RollupKind Spans { get; } = new("spans") { MaxSeries = 2_000, Other = WithoutName };

    public static RollupSeries Series(string name, string operation, string environment) => RollupSeries.Of(name, operation, environment);

    /// <summary>The name that people see.</summary>
    public static string Shown(string name) => name == RollupSeries.OtherName ? TraceNames.Other : name;

    /// <summary>The name in the store of one that people saw.</summary>
    public static string Stored(string name) => name == TraceNames.Other ? RollupSeries.OtherName : name;

    /// <summary>The series of those whose names find no place.</summary>
    public static RollupSeries WithoutName(RollupSeries series) => RollupSeries.Of(RollupSeries.OtherName, series.Names[1], series.Names[2]);
}
