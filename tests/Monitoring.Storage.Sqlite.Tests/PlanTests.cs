using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Errors;

namespace Monitoring.Storage.Sqlite.Tests;

/// <summary>Statements find their rows by an index, so that what a store holds does not make it slow.</summary>
public sealed class PlanTests(ITestOutputHelper output) : IDisposable
{
    private static readonly ProjectId Project = new(7);

    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-sqlite-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Appends_changes_and_reads_of_issues_scan_no_table()
    {
        using var database = SqliteBuilderExtensions.Open(Path.Combine(_directory, "monitoring.db"), []);
        var store = new SqliteErrorStore(database, TimeProvider.System, null);
        var cancellation = TestContext.Current.CancellationToken;
        var first = Event(1);
        var results = await store.AppendAsync([first, first, Event(2), Event(2), Event(1)], cancellation);
        var (one, other) = (results[0].IssueId, results[2].IssueId);
        foreach (var change in new IssueChange[]
        {
            new IssueChange.SetState { State = IssueState.Opened }, new IssueChange.Pin { EventId = first.EventId }, new IssueChange.Unpin { EventId = first.EventId },
            new IssueChange.Merge { Sources = [other] }, new IssueChange.Unmerge { Hashes = [Hash(2)] },
        })
        {
            var result = await store.UpdateIssueAsync(new IssueUpdate { IssueId = one, Change = change, ActorId = "someone", At = TimeProvider.System.GetUtcNow() }, cancellation);
            Assert.Equal(IssueUpdateOutcome.Applied, result.Outcome);
        }

        Assert.NotNull(await store.FindIssueByNumberAsync(Project, 1, cancellation));
        Assert.NotNull(await store.FindIssueByHashAsync(Project, Hash(1), cancellation));
        Assert.NotNull(await store.GetEventAsync(Project, first.EventId, cancellation));
        Assert.NotEmpty((await store.ListEventsAsync(new EventQuery { IssueId = one }, cancellation)).Items);
        Assert.NotEmpty((await store.SearchEventsAsync(new EventSearch { ProjectId = Project, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue }, cancellation)).Items);
        Assert.NotEmpty((await store.SearchIssuesAsync(new IssueQuery { ProjectId = Project }, cancellation)).Items);
        Assert.NotEmpty(await store.GetTagsAsync(one, cancellation));

        var plans = (await database.WriteAsync(Plans, cancellation)).Concat(await database.ReadAsync(Plans, cancellation)).ToList();
        plans.ForEach(output.WriteLine);

        // What is left are lists that the statement has made itself.
        Assert.InRange(plans.Count, 50, 500);
        string[] own = [": SCAN CONSTANT ROW", ": SCAN way", ": SCAN gone", ": SCAN merged"];
        Assert.DoesNotContain(plans, plan => plan.Contains(": SCAN ", StringComparison.Ordinal) && !own.Any(list => plan.EndsWith(list, StringComparison.Ordinal)));
    }

    private static ImmutableArray<string> Plans(Database.Session session) =>
    [
        .. from statement in session.Statements.ToList()
           let verb = statement.TrimStart().Split(' ')[0]
           where verb is "select" or "insert" or "update" or "delete" or "with" && !statement.Contains("create table", StringComparison.Ordinal)
           from step in session.Query($"explain query plan {statement}", row => row.GetString(3))
           select $"{statement.ReplaceLineEndings(" ")}: {step}",
    ];

    private static GroupingHash Hash(byte number) => GroupingHash.FromBytes(SHA256.HashData([number]).AsSpan(0, GroupingHash.ByteLength));

    private static GroupedEvent Event(byte hash) => new()
    {
        ProjectId = Project,
        EventId = EventId.Create(TimeProvider.System),
        Timestamp = TimeProvider.System.GetUtcNow(),
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        Hashes = [Hash(hash)],
        Title = "TimeoutError: no answer",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "python",
        Environment = "production",
        UserHash = 1,
        Tags = [new EventTag { Key = "browser", Value = "Firefox 120" }],
        Payload = new byte[10],
    };
}
