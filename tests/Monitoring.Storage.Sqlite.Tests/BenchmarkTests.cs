using Monitoring.Storage.Errors;
using Monitoring.Testing.Benchmarks;

namespace Monitoring.Storage.Sqlite.Tests;

public sealed class BenchmarkTests
{
    [Fact]
    public async Task The_benchmarks_append_to_a_database_and_read_from_it()
    {
        var benchmarks = new SqliteErrorStoreBenchmarks { Workload = new Workload { Events = 200, Issues = 10 } };
        await benchmarks.SetupAsync();

        var appended = await benchmarks.AppendSpread();
        var listed = await benchmarks.IssuesByEvents();

        await benchmarks.CleanupAsync();
        Assert.All(appended, result => Assert.NotEqual(EventAppendOutcome.Duplicate, result.Outcome));
        Assert.Equal(200 + appended.Length, listed.Items.Sum(issue => issue.Count));
    }
}
