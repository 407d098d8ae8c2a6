using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Benchmarks.Searching;

/// <summary>
/// Lists issues of a small and a large project by each order and by common conditions, the first page and one from the middle of the list, in turn.
/// Run it with <c>dotnet run -c Release --project benchmarks/Monitoring.Benchmarks -- issue-search</c>, for PostgreSQL with <c>issue-search postgresql</c>.
/// </summary>
internal static class SearchComparison
{
    public const string Name = "issue-search";

    private const int Turns = 41;
    private const int Limit = 25;

    private static readonly (string Name, IssueSort Sort, IssueFilter? Filter)[] Searches =
    [
        ("by last seen", IssueSort.LastSeen, null),
        ("by first seen", IssueSort.FirstSeen, null),
        ("by events", IssueSort.Events, null),
        ("by users", IssueSort.Users, null),
        ("by trend", IssueSort.Trend, null),
        ("is:unresolved", IssueSort.LastSeen, new IssueFilter.HasStatus { Status = IssueStatus.Unresolved }),
        ("is:unresolved by events", IssueSort.Events, new IssueFilter.HasStatus { Status = IssueStatus.Unresolved }),
        ("level:fatal", IssueSort.LastSeen, new IssueFilter.HasLevel { Level = ErrorLevel.Fatal }),
        ("environment:staging", IssueSort.LastSeen, new IssueFilter.InEnvironment { Environment = "staging" }),
        ("release:shop@1.7.0", IssueSort.LastSeen, new IssueFilter.InRelease { Release = "shop@1.7.0" }),
        ("release:shop@1.1*", IssueSort.LastSeen, new IssueFilter.InRelease { Release = TextPattern.Of(["shop@1.1", ""]) }),
        ("browser:\"Safari 17.1\"", IssueSort.LastSeen, new IssueFilter.HasTag { Key = "browser", Value = "Safari 17.1" }),
        ("!browser:Safari*", IssueSort.LastSeen, new IssueFilter.Not { Filter = new IssueFilter.HasTag { Key = "browser", Value = TextPattern.Of(["Safari", ""]) } }),
        ("feature:beta (20 issues)", IssueSort.LastSeen, new IssueFilter.HasTag { Key = "feature", Value = "beta" }),
        ("assigned:anna (20 issues)", IssueSort.LastSeen, new IssueFilter.HasField { Field = IssueField.Assignee, Value = "anna" }),
        ("text: payment", IssueSort.LastSeen, new IssueFilter.ContainsText { Text = "payment" }),
        ("text: zanzi (20 issues)", IssueSort.LastSeen, new IssueFilter.ContainsText { Text = "zanzi" }),
        ("rare of common: level, environment, release, text", IssueSort.LastSeen, new IssueFilter.All
        {
            Filters =
            [
                new IssueFilter.HasLevel { Level = ErrorLevel.Error }, new IssueFilter.InEnvironment { Environment = "production" },
                new IssueFilter.InRange { Number = IssueNumber.LastSeen, Min = SomeIssues.Now.AddDays(-20).UtcTicks }, new IssueFilter.ContainsText { Text = "zanzibar" },
            ],
        }),
    ];

    /// <param name="provider">Where the issues are kept: <c>postgresql</c>, or in the embedded store.</param>
    /// <param name="small">How many issues the small project has.</param>
    /// <param name="large">How many the large one has.</param>
    public static async Task RunAsync(string provider, int small = 1_000, int large = 100_000)
    {
        if (provider == "postgresql")
        {
            await RunPostgreSqlAsync(small, large);
        }
        else
        {
            await RunLiteDbAsync(small, large);
        }
    }

    private static async Task RunLiteDbAsync(int small, int large)
    {
        var directories = new[] { small, large }.Select(_ => Directory.CreateTempSubdirectory("monitoring-search-").FullName).ToArray();
        await using (var few = await SearchedStore.MakeAsync(small, builder => builder.UseLiteDb(options => options.Directory = directories[0])))
        await using (var many = await SearchedStore.MakeAsync(large, builder => builder.UseLiteDb(options => options.Directory = directories[1])))
        {
            foreach (var (store, count) in ((SearchedStore, int)[])[(few, small), (many, large)])
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{count:N0} issues: index made in {store.IndexTime.TotalSeconds:0.0} s, {store.IndexBytes / (double)count:N0} bytes an issue in memory"));
            }

            await CompareAsync(few.Store, small, many.Store, large);
        }

        Array.ForEach(directories, directory => Directory.Delete(directory, recursive: true));
        await FacetComparison.RunAsync();
    }

    private static async Task RunPostgreSqlAsync(int small, int large)
    {
        await using var server = new PostgresServer { Settings = ["shared_buffers=512MB", "max_wal_size=4GB"] };
        await server.InitializeAsync();
        void Use(IMonitoringBuilder builder, string schema) => builder.UsePostgreSql(options => (options.ConnectionString, options.Schema) = (server.ConnectionString, schema));

        // What the server does by itself, a minute later.
        async Task AnalyzeAsync()
        {
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync();
            await using var analyze = new NpgsqlCommand("vacuum analyze", connection) { CommandTimeout = 0 };
            await analyze.ExecuteNonQueryAsync();
        }

        await using var few = await SearchedStore.MakeAsync(small, builder => Use(builder, "few"), AnalyzeAsync);
        await using var many = await SearchedStore.MakeAsync(large, builder => Use(builder, "many"), AnalyzeAsync);
        await CompareAsync(few.Store, small, many.Store, large);
    }

    private static async Task CompareAsync(IErrorStore few, int small, IErrorStore many, int large)
    {
        Console.WriteLine();
        Console.WriteLine($"| search | ms at {small:N0} | ms at {large:N0} | ratio | ms of a page in the middle | of the first |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, sort, filter) in Searches)
        {
            var query = new IssueQuery { ProjectId = SomeIssues.Project, Sort = sort, Filter = filter, Limit = Limit };
            var middle = await MiddleAsync(many, query, large / Limit / 20);
            var (first, second, third) = await MeasureAsync(few, many, query, middle);
            var deep = third is { } page ? string.Create(CultureInfo.InvariantCulture, $"{page:0.00} | {page / second:0.00}") : "- | -";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {first:0.00} | {second:0.00} | {second / first:0.00} | {deep} |"));
        }

        Console.WriteLine();
    }

    private static async Task<(double Few, double Many, double? Middle)> MeasureAsync(IErrorStore few, IErrorStore many, IssueQuery query, IssueQuery? middle)
    {
        var (first, second, third) = (new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            first.Add(await TimeAsync(few, query));
            second.Add(await TimeAsync(many, query));
            if (middle is not null)
            {
                third.Add(await TimeAsync(many, middle));
            }
        }

        return (Median(first), Median(second), middle is null ? null : Median(third));
    }

    /// <summary>The query of a page after so many, or <see langword="null"/> when the list ends before.</summary>
    private static async Task<IssueQuery?> MiddleAsync(IErrorStore store, IssueQuery query, int pages)
    {
        string? cursor = null;
        for (var page = 0; page < pages; page++)
        {
            cursor = (await store.SearchIssuesAsync(query with { Limit = 100, Cursor = cursor })).Next;
            if (cursor is null)
            {
                return null;
            }
        }

        return query with { Cursor = cursor };
    }

    private static async Task<double> TimeAsync(IErrorStore store, IssueQuery query)
    {
        var start = Stopwatch.GetTimestamp();
        await store.SearchIssuesAsync(query);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
