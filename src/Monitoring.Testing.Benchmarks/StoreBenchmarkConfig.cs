using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Monitoring.Testing.Benchmarks;

/// <summary>How the benchmarks of this package are run unless you know better.</summary>
public static class StoreBenchmarkConfig
{
    // BenchmarkDotNet would else call a fast store more often than a slow one, which would then be measured with more in it, or run out of memory.
    private const int Calls = 64;
    private const int WarmUps = 3;
    private const int Iterations = 20;

    // A column is else cut in the middle, where workloads differ.
    private const int WorkloadWidth = 150;

    /// <summary>
    /// In the running process, with a fixed number of calls, so that every provider does the same work and its store grows by the same; with allocations.
    /// </summary>
    public static IConfig Create() => DefaultConfig.Instance
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithInvocationCount(Calls)
            .WithWarmupCount(WarmUps)
            .WithIterationCount(Iterations))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(WorkloadWidth));
}
