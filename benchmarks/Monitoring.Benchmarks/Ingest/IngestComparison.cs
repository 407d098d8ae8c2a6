using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.Storage.Errors;
using Monitoring.TestData.Envelopes;

namespace Monitoring.Benchmarks.Ingest;

/// <summary>
/// Takes the same events in, in turn: whole envelopes with everything on, with only grouping, and with only storage; and rows that were made of them beforehand,
/// which no ingest sees. Run it with <c>dotnet run -c Release --project benchmarks/Monitoring.Benchmarks -- ingest</c>.
/// </summary>
internal static class IngestComparison
{
    public const string Name = "ingest";

    private const int Batch = 100;

    /// <summary>How many call at once: a few wait for the disk most of the time, many for the processors.</summary>
    private static readonly int[] Callers = [4, 16];

    /// <summary>Until the code of each way is compiled as it will stay: a host runs for longer than it starts.</summary>
    private const int WarmUps = 2;

    public static async Task RunAsync(int count = 24_000, int rounds = 5)
    {
        var envelopes = EnvelopeMix.Create(count).Where(HasEvent).ToImmutableArray();
        var rows = await GroupAsync(envelopes);
        Console.WriteLine($"{rows.Length:N0} events of {rows.Average(row => row.Payload.Length):N0} bytes, {rounds} rounds, medians");
        foreach (var callers in Callers)
        {
            await CompareAsync(envelopes, rows, callers, rounds);
        }
    }

    private static async Task CompareAsync(ImmutableArray<byte[]> envelopes, ImmutableArray<GroupedEvent> rows, int callers, int rounds)
    {
        var ways = new (string Name, Func<Task<IngestFigures>> Run)[]
        {
            ("everything on", () => IngestAsync(envelopes, callers, IngestWork.Everything)),
            ("scrubbing, filters and quotas off", () => IngestAsync(envelopes, callers, IngestWork.Grouping)),
            ("only storage", () => IngestAsync(envelopes, callers, IngestWork.Nothing)),
            ("without ingest: rows to the store, one by one", () => StoreAsync(rows, callers, 1)),
            ("without ingest: rows to the store, batches of 100", () => StoreAsync(rows, callers, Batch)),
        };
        var measured = ways.Select(_ => new List<IngestFigures>()).ToArray();
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var figures = await ways[way].Run();
                if (round >= 0)
                {
                    measured[way].Add(figures);
                }
            }
        }

        Console.WriteLine($"With {callers} callers:");
        Print(ways, measured);
    }

    private static void Print((string Name, Func<Task<IngestFigures>> Run)[] ways, List<IngestFigures>[] measured)
    {
        var storage = Median(measured[2], figures => figures.EventsPerSecond);
        var rows = Median(measured[3], figures => figures.EventsPerSecond);
        Console.WriteLine("| what | events/s | of only storage | of rows one by one | processor time of an event, µs | memory for an event, KB |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (way, figures) in ways.Zip(measured))
        {
            var pace = Median(figures, one => one.EventsPerSecond);
            Console.WriteLine($"| {way.Name} | {pace:N0} | {pace / storage:N2} | {pace / rows:N2} | {Median(figures, one => one.ProcessorMicroseconds):N0} | {Median(figures, one => one.AllocatedBytes / 1024):N0} |");
        }
    }

    private static bool HasEvent(byte[] envelope) => EnvelopeReader.Read(envelope).Items.Any(item => item.Kind == EnvelopeItemKind.Event);

    /// <summary>The rows that ingest makes of the envelopes.</summary>
    private static async Task<ImmutableArray<GroupedEvent>> GroupAsync(ImmutableArray<byte[]> envelopes)
    {
        var store = new RecordingStore();
        await using var host = await IngestHost.StartAsync(IngestWork.Everything, services => services.AddSingleton<IErrorStore>(store));
        foreach (var envelope in envelopes)
        {
            await host.IngestAsync(envelope);
        }

        return store.Appended;
    }

    private static async Task<IngestFigures> IngestAsync(ImmutableArray<byte[]> envelopes, int callers, IngestWork work)
    {
        await using var host = await IngestHost.StartAsync(work);
        await host.IngestAsync(envelopes[0]);
        return await MeasureAsync(callers, envelopes.Length - 1, index => host.IngestAsync(envelopes[index + 1]), 1);
    }

    private static async Task<IngestFigures> StoreAsync(ImmutableArray<GroupedEvent> rows, int callers, int batch)
    {
        await using var host = await IngestHost.StartAsync(IngestWork.Nothing);
        await host.Store.AppendAsync([rows[0]]);
        var rest = rows[1..].Chunk(batch).Select(ImmutableArray.Create).ToArray();
        return await MeasureAsync(callers, rest.Length, index => host.Store.AppendAsync(rest[index]).AsTask(), (double)(rows.Length - 1) / rest.Length);
    }

    private static async Task<IngestFigures> MeasureAsync(int callers, int count, Func<int, Task> run, double eventsPerRun)
    {
        var next = -1;
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (processor, allocated) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                await run(index);
            }
        })));
        var elapsed = clock.Elapsed;
        process.Refresh();
        var events = count * eventsPerRun;
        return new IngestFigures(
            events / elapsed.TotalSeconds, (process.TotalProcessorTime - processor).TotalMicroseconds / events, (GC.GetTotalAllocatedBytes() - allocated) / events);
    }

    private static double Median(List<IngestFigures> figures, Func<IngestFigures, double> of) => figures.Select(of).Order().ElementAt(figures.Count / 2);
}
