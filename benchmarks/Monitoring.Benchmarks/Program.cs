using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Monitoring.Benchmarks.Envelopes;
using Monitoring.Benchmarks.Grouping;
using Monitoring.Benchmarks.Ingest;
using Monitoring.Benchmarks.LiteDb;
using Monitoring.Benchmarks.PostgreSql;
using Monitoring.Benchmarks.Scrubbing;
using Monitoring.Benchmarks.Searching;
using Monitoring.Benchmarks.Stores;

if (args is [AppendComparison.Name, ..])
{
    await AppendComparison.RunAsync();
    return;
}

if (args is [MillionAppends.Name, ..])
{
    await MillionAppends.RunAsync(args is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000_000);
    return;
}

if (args is [ProviderBenchmarks.Name, ..])
{
    await ProviderBenchmarks.RunAsync(args[1..]);
    return;
}

if (args is [PostgreSqlAppend.Name, ..])
{
    await PostgreSqlAppend.RunAsync(args.ElementAtOrDefault(1) ?? "");
    return;
}

if (args is [SearchComparison.Name, ..])
{
    await SearchComparison.RunAsync(args.ElementAtOrDefault(1) ?? "");
    return;
}

if (args is [ParsingComparison.Name, ..])
{
    ParsingComparison.Run();
    return;
}

if (args is [GroupingComparison.Name, ..])
{
    GroupingComparison.Run();
    return;
}

if (args is [ScrubbingComparison.Name, ..])
{
    ScrubbingComparison.Run();
    return;
}

if (args is [IngestComparison.Name, ..])
{
    await IngestComparison.RunAsync();
    return;
}

// In this process: a generated project would be built by the rules of this repository, which it does not keep.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(8);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
