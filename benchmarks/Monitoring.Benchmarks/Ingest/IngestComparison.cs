using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.Storage.Errors;
using Monitoring.TestData.Envelopes;

namespace Monitoring.Benchmarks.Ingest;

/// <summary>
/// Takes the same events in, in turn: whole envelopes with everything on, whole envelopes with scrubbing, filters and quotas off, and rows that were grouped
/// beforehand, which are only stored. Run it with <c>dotnet run -c Release --project benchmarks/Monitoring.Benchmarks -- ingest</c>.
/// </summary>
internal static class IngestComparison
{
    public const string Name = "ingest";

    private const int Callers = 16;
    private const int Batch = 100;

    /// <summary>Until the code of each way is compiled as it will stay: a host runs for longer than it starts.</summary>
    private const int WarmUps = 2;

    public static async Task RunAsync(int count = 24_000, int rounds = 5)
    {
        var envelopes = EnvelopeMix.Create(count).Where(HasEvent).ToImmutableArray();
        var rows = await GroupAsync(envelopes);
        Console.WriteLine($"{rows.Length:N0} events of {rows.Average(row => row.Payload.Length):N0} bytes, {Callers} callers, {rounds} rounds, medians");
        var ways = new (string Name, Func<Task<double>> Run)[]
        {
            ("everything on", () => IngestAsync(envelopes, isEverythingOn: true)),
            ("scrubbing, filters and quotas off", () => IngestAsync(envelopes, isEverythingOn: false)),
            ("only storage, one by one", () => StoreAsync(rows, 1)),
            ("only storage, batches of 100", () => StoreAsync(rows, Batch)),
        };
        var measured = ways.Select(_ => new List<double>()).ToArray();
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var pace = await ways[way].Run();
                if (round >= 0)
                {
                    measured[way].Add(pace);
                }
            }
        }

        Print(ways, measured);
    }

    private static void Print((string Name, Func<Task<double>> Run)[] ways, List<double>[] measured)
    {
        var single = Median(measured[2]);
        var batches = Median(measured[3]);
        Console.WriteLine("| what | events/s | of storage one by one | of storage in batches |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var (way, paces) in ways.Zip(measured))
        {
            Console.WriteLine($"| {way.Name} | {Median(paces):N0} | {Median(paces) / single:N2} | {Median(paces) / batches:N2} |");
        }
    }

    private static bool HasEvent(byte[] envelope) => EnvelopeReader.Read(envelope).Items.Any(item => item.Kind == EnvelopeItemKind.Event);

    /// <summary>The rows that ingest makes of the envelopes.</summary>
    private static async Task<ImmutableArray<GroupedEvent>> GroupAsync(ImmutableArray<byte[]> envelopes)
    {
        var store = new RecordingStore();
        await using var host = await IngestHost.StartAsync(isEverythingOn: true, services => services.AddSingleton<IErrorStore>(store));
        foreach (var envelope in envelopes)
        {
            await host.IngestAsync(envelope);
        }

        return store.Appended;
    }

    private static async Task<double> IngestAsync(ImmutableArray<byte[]> envelopes, bool isEverythingOn)
    {
        await using var host = await IngestHost.StartAsync(isEverythingOn);
        await host.IngestAsync(envelopes[0]);
        return await PaceAsync(envelopes.Length - 1, index => host.IngestAsync(envelopes[index + 1]), 1);
    }

    private static async Task<double> StoreAsync(ImmutableArray<GroupedEvent> rows, int batch)
    {
        await using var host = await IngestHost.StartAsync(isEverythingOn: false);
        await host.Store.AppendAsync([rows[0]]);
        var rest = rows[1..].Chunk(batch).Select(ImmutableArray.Create).ToArray();
        return await PaceAsync(rest.Length, index => host.Store.AppendAsync(rest[index]).AsTask(), (double)(rows.Length - 1) / rest.Length);
    }

    private static async Task<double> PaceAsync(int count, Func<int, Task> run, double eventsPerRun)
    {
        var next = -1;
        GC.Collect();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                await run(index);
            }
        })));
        return count * eventsPerRun / clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
