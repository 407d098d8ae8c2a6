using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.Benchmarks.LiteDb;

/// <summary>
/// Appends a day of a million events to the embedded provider and compares the pace of each tenth with that of the first.
/// Run it with <c>dotnet run -c Release --project benchmarks/Monitoring.Benchmarks -- litedb-million</c>.
/// </summary>
internal static class MillionAppends
{
    public const string Name = "litedb-million";

    private const int Tenths = 10;
    private const int Batch = 100;
    private const int Million = 1_000_000;
    private const int EventsPerIssue = 100;

    // As many as fit into memory. No block of a segment sees a payload twice: events come by again after far more than a block holds.
    private const int Made = 20_000;

    /// <param name="events">How many events, a multiple of a thousand. Fewer are the million in small: issues, journal and cache are smaller alike.</param>
    public static async Task RunAsync(int events = Million)
    {
        var start = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        var corpus = new CorpusEvents();
        var made = corpus.Take(Made, start);
        var directory = Directory.CreateTempSubdirectory("monitoring-litedb-").FullName;
        Console.WriteLine($"{events:N0} events of {made.Average(added => added.Payload.Length):N0} bytes, {events / EventsPerIssue:N0} issues, batches of {Batch}; before: {Memory()} MiB resident");
        Console.WriteLine("| tenth | events/s | of the first | CPU µs/event | disk MiB | of it database | its log | journal | segments | segment files | resident MiB | managed MiB |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        try
        {
            await AppendAsync(directory, events, number => Number(made[number % Made], number, events / EventsPerIssue, start.AddTicks(number * (TimeSpan.FromDays(1).Ticks / events))));
            Console.WriteLine($"closed: {Files(directory)}");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task AppendAsync(string directory, int events, Func<int, GroupedEvent> make)
    {
        await using var services = Services(directory, events);
        var store = services.GetRequiredService<IErrorStore>();
        var health = services.GetRequiredService<IStoreHealth>();
        await store.GetIssueAsync(new IssueId(1));
        var first = 0.0;
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            // With the making of the events, some hundredths of the time: what is packed meanwhile is work of the store.
            var (clock, processor) = (Stopwatch.StartNew(), Processor());
            for (var number = tenth * (events / Tenths); number < (tenth + 1) * (events / Tenths); number += Batch)
            {
                await store.AppendAsync([.. Enumerable.Range(number, Batch).Select(make)]);
            }

            var pace = events / Tenths / clock.Elapsed.TotalSeconds;
            first = tenth == 0 ? pace : first;
            var figures = (await health.CheckAsync()).Figures;
            Console.WriteLine(
                $"| {tenth + 1} | {pace:N0} | {pace / first:N2} | {(Processor() - processor).TotalMicroseconds / (events / Tenths):N0} | {Files(directory)} | {figures["segments"]} | {Memory()} | {GC.GetTotalMemory(forceFullCollection: false) >> 20:N0} |");
        }
    }

    private static GroupedEvent Number(GroupedEvent template, int number, int issues, DateTimeOffset received)
    {
        // A few issues often, most of them rarely, and new ones to the end.
        var issue = (int)(issues * Math.Pow(number * 0.618_033_988_749 % 1, 4));
        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(BitConverter.GetBytes(number), id);
        return template with
        {
            EventId = EventId.FromBytes(id[..EventId.ByteLength]),
            Timestamp = received,
            ReceivedAt = received,
            Hashes = [GroupingHash.FromBytes(SHA256.HashData(BitConverter.GetBytes(issue)).AsSpan(0, GroupingHash.ByteLength))],
            Title = string.Create(CultureInfo.InvariantCulture, $"InvalidOperationException: case {issue} could not be completed"),
            UserHash = BitConverter.ToUInt64(id[16..]),
        };
    }

    private static ServiceProvider Services(string directory, int events)
    {
        var services = new ServiceCollection();
        services.AddMonitoring().UseLiteDb(options =>
        {
            options.Directory = directory;
            options.PackAfterBytes = (int)((long)options.PackAfterBytes * events / Million);
            options.CacheBytes = options.CacheBytes * events / Million;
        });
        return services.BuildServiceProvider();
    }

    /// <summary>The bytes of all files, of the database, of its log, of the journal and of the segments, in MiB.</summary>
    private static string Files(string directory)
    {
        var files = new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(directory, file.FullName), Bytes: file.Exists ? file.Length : 0))
            .ToList();
        return string.Join(" | ", new[] { "", "monitoring.db", "monitoring-log.db", "journal", "segments" }
            .Select(part => files.Where(file => file.Path.StartsWith(part, StringComparison.Ordinal)).Sum(file => file.Bytes) >> 20)
            .Select(bytes => bytes.ToString("N0", CultureInfo.InvariantCulture)));
    }

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static string Memory()
    {
        using var process = Process.GetCurrentProcess();
        return (process.WorkingSet64 >> 20).ToString("N0", CultureInfo.InvariantCulture);
    }
}
