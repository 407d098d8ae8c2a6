using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Errors;

namespace Monitoring.Benchmarks.LiteDb;

/// <summary>
/// Appends the same events to the naive design and to the embedded provider, in turn, and compares pace and disk.
/// Run it with <c>dotnet run -c Release --project benchmarks/Monitoring.Benchmarks -- litedb-append</c>.
/// </summary>
internal static class AppendComparison
{
    public const string Name = "litedb-append";

    private const int Batch = 100;
    private const int Callers = 16;

    public static async Task RunAsync(int events = 12_000, int rounds = 3)
    {
        var corpus = new CorpusEvents();
        var all = corpus.Take(events, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
        Console.WriteLine($"{events:N0} events of {all.Average(added => added.Payload.Length):N0} bytes, {corpus.Families} families, {rounds} rounds, medians");
        var (naive, batches, single) = (new List<Measured>(), new List<Measured>(), new List<Measured>());

        // Each goes once for nothing, on fewer events.
        Naive(all[..1_000]);
        await ProviderAsync(all[..1_000], BatchesAsync);
        for (var round = 0; round < rounds; round++)
        {
            naive.Add(Naive(all));
            batches.Add(await ProviderAsync(all, BatchesAsync));
            single.Add(await ProviderAsync(all, OneByOneAsync));
        }

        Console.WriteLine("| what | durable/s | of naive | drained/s | of naive | bytes/event | of naive |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Print("naive, batches of 100", naive, naive);
        Print("provider, batches of 100", batches, naive);
        Print("provider, one by one, 16 callers", single, naive);
    }

    private static Measured Naive(ImmutableArray<GroupedEvent> events)
    {
        var directory = Directory.CreateTempSubdirectory("monitoring-naive-").FullName;
        var clock = Stopwatch.StartNew();
        using (var store = new NaiveStore(directory))
        {
            foreach (var batch in events.Chunk(Batch))
            {
                store.Append(batch);
            }

            clock.Stop();
        }

        return Finish(directory, events.Length, clock.Elapsed, clock.Elapsed);
    }

    private static async Task<Measured> ProviderAsync(ImmutableArray<GroupedEvent> events, Func<IErrorStore, ImmutableArray<GroupedEvent>, Task> append)
    {
        var directory = Directory.CreateTempSubdirectory("monitoring-litedb-").FullName;
        var clock = Stopwatch.StartNew();
        TimeSpan durable;
        await using (var services = Services(directory))
        {
            var store = services.GetRequiredService<IErrorStore>();
            await store.GetIssueAsync(new IssueId(1));
            clock.Restart();
            await append(store, events);
            durable = clock.Elapsed;
        }

        // Closed: everything is packed and the database's log is in its file.
        return Finish(directory, events.Length, durable, clock.Elapsed);
    }

    private static ServiceProvider Services(string directory)
    {
        var builder = new Builder(new ServiceCollection());
        builder.UseLiteDb(options => options.Directory = directory);
        return builder.Services.BuildServiceProvider();
    }

    private static async Task BatchesAsync(IErrorStore store, ImmutableArray<GroupedEvent> events)
    {
        foreach (var batch in events.Chunk(Batch))
        {
            await store.AppendAsync([.. batch]);
        }
    }

    private static async Task OneByOneAsync(IErrorStore store, ImmutableArray<GroupedEvent> events)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < events.Length; i = Interlocked.Increment(ref next))
            {
                await store.AppendAsync([events[i]]);
            }
        })));
    }

    private static Measured Finish(string directory, int events, TimeSpan durable, TimeSpan drained)
    {
        var bytes = new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Directory.Delete(directory, recursive: true);
        return new Measured(events / durable.TotalSeconds, events / drained.TotalSeconds, (double)bytes / events);
    }

    private static void Print(string what, List<Measured> measured, List<Measured> naive)
    {
        var (mine, theirs) = (Median(measured), Median(naive));
        Console.WriteLine(
            $"| {what} | {mine.Durable:N0} | {mine.Durable / theirs.Durable:N2} | {mine.Drained:N0} | {mine.Drained / theirs.Drained:N2} | {mine.Bytes:N0} | {mine.Bytes / theirs.Bytes:N2} |");
    }

    private static Measured Median(List<Measured> measured) => new(
        Median(measured.Select(one => one.Durable)), Median(measured.Select(one => one.Drained)), Median(measured.Select(one => one.Bytes)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private readonly record struct Measured(double Durable, double Drained, double Bytes);

    private sealed record Builder(IServiceCollection Services) : IMonitoringBuilder;
}
