using BenchmarkDotNet.Running;
using Monitoring.Benchmarks.LiteDb;

if (args is [AppendComparison.Name, ..])
{
    await AppendComparison.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
