using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Errors;

namespace Monitoring.Benchmarks.Searching;

/// <summary>Reads tag values and series of an issue with few events and of one with a million, of which no event is read.</summary>
internal static class FacetComparison
{
    private const int Few = 1_000;
    private const int Many = 1_000_000;
    private const int Turns = 41;

    public static async Task RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("monitoring-facets-").FullName;
        await using (var services = Services(directory))
        {
            var store = services.GetRequiredService<IErrorStore>();
            await FillAsync(store, 1, Few);
            await FillAsync(store, 2, Many);
        }

        await using (var services = Services(directory))
        {
            var store = services.GetRequiredService<IErrorStore>();
            var few = (await store.FindIssueByHashAsync(SomeIssues.Project, SomeIssues.Hash(1)))!;
            var many = (await store.FindIssueByHashAsync(SomeIssues.Project, SomeIssues.Hash(2)))!;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| read | ms at {few.Count:N0} events | ms at {many.Count:N0} | ratio |"));
            Console.WriteLine("| --- | ---: | ---: | ---: |");
            await PrintAsync("tag values", few, many, async issue => await store.GetTagsAsync(issue.Id));
            await PrintAsync("30 days", few, many, async issue => await store.GetSeriesAsync(Series(issue, SeriesBucket.Day)));
            await PrintAsync("720 hours", few, many, async issue => await store.GetSeriesAsync(Series(issue, SeriesBucket.Hour)));
        }

        Directory.Delete(directory, recursive: true);
    }

    private static async Task PrintAsync(string name, IssueRow few, IssueRow many, Func<IssueRow, Task> read)
    {
        var (first, second) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            first.Add(await TimeAsync(few, read));
            second.Add(await TimeAsync(many, read));
        }

        var (one, other) = (first.Order().ElementAt(Turns / 2), second.Order().ElementAt(Turns / 2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {one:0.000} | {other:0.000} | {other / one:0.00} |"));
    }

    private static async Task<double> TimeAsync(IssueRow issue, Func<IssueRow, Task> read)
    {
        var start = Stopwatch.GetTimestamp();
        await read(issue);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static SeriesQuery Series(IssueRow issue, SeriesBucket bucket) => new() { IssueId = issue.Id, From = SomeIssues.Now.AddDays(-30), To = SomeIssues.Now, Bucket = bucket };

    private static async Task FillAsync(IErrorStore store, int issue, int events)
    {
        var random = new Random(issue);
        var bytes = new byte[16];
        for (var done = 0; done < events; done += 10_000)
        {
            var batch = ImmutableArray.CreateBuilder<GroupedEvent>();
            for (var i = 0; i < Math.Min(10_000, events - done); i++)
            {
                random.NextBytes(bytes);
                var at = SomeIssues.Now.AddMinutes(-random.Next(30 * 24 * 60));
                batch.Add(new GroupedEvent
                {
                    ProjectId = SomeIssues.Project,
                    EventId = new EventId(new Guid(bytes)),
                    Timestamp = at,
                    ReceivedAt = SomeIssues.Now,
                    Hashes = [SomeIssues.Hash(issue)],
                    Title = "TimeoutError: no answer",
                    Type = "error",
                    Level = ErrorLevel.Error,
                    Platform = "python",
                    UserHash = (ulong)random.NextInt64(),
                    Tags = [new EventTag { Key = "browser", Value = $"Firefox {random.Next(40)}" }, new EventTag { Key = "url", Value = $"/orders/{random.Next(200)}" }],
                });
            }

            await store.AppendAsync(batch.DrainToImmutable());
        }
    }

    private static ServiceProvider Services(string directory)
    {
        var builder = new Builder(new ServiceCollection());
        builder.UseLiteDb(options => options.Directory = directory);
        return builder.Services.BuildServiceProvider();
    }

    private sealed record Builder(IServiceCollection Services) : IMonitoringBuilder;
}
