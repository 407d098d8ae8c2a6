using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Errors;

namespace Monitoring.Benchmarks.Searching;

/// <summary>A store that was filled, closed and opened again, with the time of its first search.</summary>
internal sealed class SearchedStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private SearchedStore(ServiceProvider services)
    {
        _services = services;
        Store = services.GetRequiredService<IErrorStore>();
    }

    public IErrorStore Store { get; }

    /// <summary>From the first search, which has the index made, until there is one.</summary>
    public TimeSpan IndexTime { get; private set; }

    /// <summary>What the index keeps in memory.</summary>
    public long IndexBytes { get; private set; }

    /// <param name="issues">How many issues.</param>
    /// <param name="use">Says where they are kept.</param>
    /// <param name="filled">What is done to the store once it is filled.</param>
    public static async Task<SearchedStore> MakeAsync(int issues, Action<IMonitoringBuilder> use, Func<Task>? filled = null)
    {
        await using (var services = Services(use))
        {
            var store = services.GetRequiredService<IErrorStore>();
            foreach (var batch in new SomeIssues(issues).Batches())
            {
                await store.AppendAsync(batch);
            }

            await ChangeAsync(store, issues);
        }

        await (filled?.Invoke() ?? Task.CompletedTask);
        var made = new SearchedStore(Services(use));
        await made.IndexAsync();
        return made;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ServiceProvider Services(Action<IMonitoringBuilder> use)
    {
        var builder = new Builder(new ServiceCollection());
        builder.Services.AddLogging();
        use(builder);
        return builder.Services.BuildServiceProvider();
    }

    /// <summary>A third is resolved, and twenty issues have somebody.</summary>
    private static async Task ChangeAsync(IErrorStore store, int issues)
    {
        for (var issue = 0; issue < issues; issue += 3)
        {
            await UpdateAsync(store, issue, new IssueChange.SetState { State = new IssueState { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None } });
        }

        for (var issue = 1; issue < issues; issue += issues / SomeIssues.Rare)
        {
            await UpdateAsync(store, issue, new IssueChange.Assign { Assignee = "anna" });
        }
    }

    private static async Task UpdateAsync(IErrorStore store, int issue, IssueChange change)
    {
        var row = await store.FindIssueByHashAsync(SomeIssues.Project, SomeIssues.Hash(issue));
        await store.UpdateIssueAsync(new IssueUpdate { IssueId = row!.Id, Change = change, ActorId = "bench", At = SomeIssues.Now });
    }

    private async Task IndexAsync()
    {
        await Store.GetIssueAsync(new IssueId(1));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var rare = new IssueQuery { ProjectId = SomeIssues.Project, Filter = new IssueFilter.HasTag { Key = "feature", Value = TextPattern.Of(["b", "a"]) } };
        TimeSpan took;
        do
        {
            var start = clock.Elapsed;
            await Store.SearchIssuesAsync(rare);
            took = clock.Elapsed - start;
        }
        while (took > TimeSpan.FromMilliseconds(50) && clock.Elapsed < TimeSpan.FromMinutes(3));
        IndexTime = clock.Elapsed;
        IndexBytes = GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private sealed record Builder(IServiceCollection Services) : IMonitoringBuilder;
}
