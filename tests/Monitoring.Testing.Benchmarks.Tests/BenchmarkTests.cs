using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Monitoring.Testing.Benchmarks.Tests;

/// <summary>BenchmarkDotNet finds and runs every benchmark of a derived class.</summary>
public sealed class BenchmarkTests
{
    [Theory]
    [InlineData(typeof(MemoryErrorStoreBenchmarks), 11)]
    [InlineData(typeof(MemoryDocumentStoreBenchmarks), 5)]
    [InlineData(typeof(MemoryBlobStoreBenchmarks), 2)]
    public void Each_benchmark_of_a_derived_class_is_run(Type benchmarks, int count)
    {
        var directory = Directory.CreateTempSubdirectory("monitoring-benchmarks-");
        try
        {
            var config = ManualConfig.CreateEmpty()
                .AddJob(Job.Dry.WithToolchain(InProcessEmitToolchain.Instance))
                .AddLogger(NullLogger.Instance)
                .WithOptions(ConfigOptions.DisableOptimizationsValidator)
                .WithArtifactsPath(directory.FullName);

            var summary = BenchmarkRunner.Run(benchmarks, config);

            Assert.Empty(summary.ValidationErrors.Where(error => error.IsCritical));
            Assert.Equal(count, summary.Reports.Length);
            Assert.All(summary.Reports, report => Assert.True(report.Success, report.BenchmarkCase.DisplayInfo));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
