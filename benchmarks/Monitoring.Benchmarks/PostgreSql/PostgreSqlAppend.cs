using System.Collections.Immutable;
using System.Diagnostics;
using Monitoring.Benchmarks.LiteDb;
using Monitoring.Storage.Errors;
using Monitoring.TestData;

namespace Monitoring.Benchmarks.PostgreSql;

/// <summary>
/// Appends the same events to the PostgreSQL provider, spread over issues and all to one, from one host and from two, and copies the payloads alone into a table, in turn on one server over four
/// connections in all. Run it with <c>dotnet run -c Release --project benchmarks/Monitoring.Benchmarks -- postgresql-append</c>.
/// </summary>
internal static class PostgreSqlAppend
{
    public const string Name = "postgresql-append";

    private const int Connections = 4;
    private const int Batch = 100;

    // As many as wait at each busy host; a connection can copy one batch at a time only.
    private const int Callers = 8;

    // What ingest hands over while the store is busy, and how many of them at a time.
    private const int FullBatch = 1_000;
    private const int FullCallers = 4;

    // A host is measured that is at work: before, its connections are opened and have planned their statements often enough to keep the plans, and the server has looked at its tables once.
    private const int Before = 6_000;

    // The compiler is at work for so long: in the first half minute it took nearly half of the host's processor time, most of it for the methods of the compression, which are large; after it a tenth.
    private const int WarmUps = 6;

    /// <param name="only">A part of the names of the ways to measure; all when it is empty.</param>
    /// <param name="events">How many events.</param>
    /// <param name="rounds">How often.</param>
    public static async Task RunAsync(string only, int events = 12_000, int rounds = 3)
    {
        var corpus = new CorpusEvents();
        var spread = corpus.Take(Before + events, Noon.Clock.GetUtcNow().AddSeconds(-(Before + events) / 50.0));
        var hot = spread.Select(one => one with { Hashes = spread[0].Hashes }).ToImmutableArray();
        await using var server = new PostgresServer { Settings = ["shared_buffers=512MB", "max_wal_size=4GB", "checkpoint_timeout=30min", "shared_preload_libraries=pg_stat_statements"] };
        await server.InitializeAsync();
        using var copies = new RawCopies(spread[Before..]);
        Console.WriteLine($"{events:N0} events of {spread[Before..].Average(added => added.Payload.Length):N0} bytes, {corpus.Families} families, batches of {Batch}, {Callers} callers a host, {Connections} connections in all, {rounds} rounds, medians");
        var ways = ((string Name, Func<Task<Figures>> Run)[])
        [
            ("COPY of payloads, each compressed alone", () => CopyAsync(server, copies.Single)),
            ("COPY of payloads, compressed by the hundred", () => CopyAsync(server, copies.Packed)),
            ("one host, spread", () => AppendAsync(server, spread, 1)),
            ("one host, one hot issue", () => AppendAsync(server, hot, 1)),
            ("two hosts, spread", () => AppendAsync(server, spread, 2)),
            ("two hosts, one hot issue", () => AppendAsync(server, hot, 2)),
            ("one host, spread, batches of 1,000", () => AppendAsync(server, spread, 1, FullBatch, FullCallers)),
            ("one host, one hot issue, batches of 1,000", () => AppendAsync(server, hot, 1, FullBatch, FullCallers)),
            ("two hosts, spread, batches of 1,000", () => AppendAsync(server, spread, 2, FullBatch, FullCallers)),
            ("two hosts, one hot issue, batches of 1,000", () => AppendAsync(server, hot, 2, FullBatch, FullCallers)),
        ];
        ways = [ways[0], .. ways[1..].Where(way => way.Name.Contains(only, StringComparison.Ordinal))];
        var figures = ways.Select(_ => new List<Figures>()).ToArray();
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var measured = await ways[way].Run();
                if (round >= 0)
                {
                    figures[way].Add(measured);
                }
            }
        }

        Print(ways.Select(way => way.Name).ToArray(), figures, events);
    }

    private static void Print(string[] names, List<Figures>[] figures, int events)
    {
        var copy = Median(figures[0].Select(one => one.Seconds));
        Console.WriteLine("| what | events/s | of COPY | CPU µs/event | of it the server | statements/event | WAL bytes/event | disk bytes/event |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var way = 0; way < names.Length; way++)
        {
            var seconds = Median(figures[way].Select(one => one.Seconds));
            Console.WriteLine(
                $"| {names[way]} | {events / seconds:N0} | {copy / seconds:N2} | {Median(figures[way].Select(one => one.Cpu)) * 1e6 / events:N0} | {Median(figures[way].Select(one => one.ServerCpu)) * 1e6 / events:N0} "
                + $"| {Median(figures[way].Select(one => one.Statements)) / events:N2} | {Median(figures[way].Select(one => one.Wal)) / events:N0} | {Median(figures[way].Select(one => one.Disk)) / events:N0} |");
        }
    }

    private static async Task<Figures> CopyAsync(PostgresServer server, IReadOnlyList<IReadOnlyList<byte[]>> batches)
    {
        await using var table = await CopiedTable.CreateAsync(server);
        return await MeasureAsync(server, async () =>
        {
            await EachAsync(batches.Count, Connections, table.CopyAsync(batches));
        });
    }

    private static async Task<Figures> AppendAsync(PostgresServer server, ImmutableArray<GroupedEvent> events, int hosts, int batch = Batch, int callers = Callers)
    {
        await using var stores = await SomeHosts.OpenAsync(server, hosts, Connections / hosts);
        await AppendAsync(events[..Before]);
        await stores.AnalyzeAsync();
        return await MeasureAsync(server, () => AppendAsync(events[Before..]));

        Task AppendAsync(ImmutableArray<GroupedEvent> appended)
        {
            var batches = appended.Chunk(batch).Select(part => part.ToImmutableArray()).ToArray();
            return EachAsync(batches.Length, hosts * callers, async (caller, i) => await stores[caller % hosts].AppendAsync(batches[i]));
        }
    }

    /// <summary>Runs pieces of work, each caller taking the next when it is done.</summary>
    private static async Task EachAsync(int count, int callers, Func<int, int, Task> work)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                await work(caller, i);
            }
        })));
    }

    private static async Task<Figures> MeasureAsync(PostgresServer server, Func<Task> work)
    {
        var probe = await ServerProbe.BeginAsync(server);
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await work();
        var seconds = clock.Elapsed.TotalSeconds;
        own = Process.GetCurrentProcess().TotalProcessorTime - own;
        var (serverCpu, statements, wal, disk) = await probe.EndAsync();
        return new Figures(seconds, own.TotalSeconds + serverCpu, serverCpu, statements, wal, disk);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed record Figures(double Seconds, double Cpu, double ServerCpu, double Statements, double Wal, double Disk);
}
