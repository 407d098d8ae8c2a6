using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Storing;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Searching;

/// <summary>What <c>release:latest</c>, and a rule about the latest release alone, stand for.</summary>
public sealed class LatestReleaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("5.36.2 999.9.9", "5.36.2")] // a sender made it up
    [InlineData("5.36.2 !999.9.9", "999.9.9")] // somebody says so
    [InlineData("10.24.0 10.18.7", "10.24.0")] // a correction of an old branch, made later
    [InlineData("4f06ce6 abc1234", "abc1234")] // without an order the one created last
    public async Task It_is_the_one_that_no_believed_one_comes_after(string known, string latest)
    {
        await using var host = await IntakeHost.StartAsync();
        foreach (var (word, number) in known.Split(' ').Select((word, number) => (word, number)))
        {
            var version = word.TrimStart('!');
            await host.SendAsync($$"""{"message":"{{(number == 0 ? "first" : "second")}}","release":"shop@{{version}}"}""", IngestEndpoint.Store);
            var release = new Release { Version = $"shop@{version}", IsFromEvent = word[0] != '!', CreatedAt = host.Time.GetUtcNow().AddMinutes(number) };
            await host.Service<IDocumentStore>().CommitAsync(new DocumentCommit { Partition = Partition.Of(host.Project), Puts = [ReleaseDocuments.Release.Put(release)] }, Cancellation);
        }

        Assert.Equal($"shop@{latest}", Assert.Single(Assert.Single((await host.IssuesAsync("release:latest")).Items).Row.Releases));
        var rules = host.Service<LatestReleases>();
        Assert.True(await rules.IsLatestAsync(host.Project, $"shop@{latest}", Cancellation));
        Assert.True(await rules.HasLatestAsync(host.Project, [$"shop@{latest}"], Cancellation));
    }
}
