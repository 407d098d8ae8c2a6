using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Sightings;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Issues;

/// <summary>A resolved issue comes back with a release that should have had the mending, and with no other.</summary>
public sealed class RegressionTests : IssuesTest
{
    [Fact]
    public async Task Resolved_in_the_next_release_old_releases_are_counted_and_the_next_brings_it_back()
    {
        var id = await ReportAsync("2.3.0");
        await ReportAsync("2.4.0", "another");
        await FlushAsync();

        var resolved = await ResolveAsync(id, new IssueStatusChange { Status = IssueStatus.Resolved, InNextRelease = true });
        Assert.Equal(["2.4.0"], resolved.State.ResolvedAfterReleases);
        Assert.True(resolved.State.IsResolvedInNextRelease);

        await ReportAsync("2.4.0");
        await ReportAsync("2.3.0");
        await ReportAsync("2.3.9"); // a correction made later
        var still = await GetAsync(id);
        Assert.Equal((IssueStatus.Resolved, 3), (still.State.Status, still.Count - still.State.Baseline!.Events));

        await ReportAsync("2.4.1");
        var back = await GetAsync(id);
        Assert.Equal(
            (IssueStatus.Unresolved, IssueSubstatus.Regressed, "2.4.1 > 2.4.0, the newest when it was resolved in the next release, version order"),
            (back.State.Status, back.State.Substatus, back.State.Reason));
    }

    [Fact]
    public async Task Resolved_in_the_next_release_a_version_that_a_sender_made_up_is_not_the_newest()
    {
        var id = await ReportAsync("5.36.2");
        await ReportAsync("999.9.9");
        await FlushAsync();

        var resolved = await ResolveAsync(id, new IssueStatusChange { Status = IssueStatus.Resolved, InNextRelease = true });
        await ReportAsync("5.36.3");

        Assert.Equal(["5.36.2"], resolved.State.ResolvedAfterReleases);
        Assert.Equal(IssueSubstatus.Regressed, (await GetAsync(id)).State.Substatus);
    }

    [Fact]
    public async Task Resolved_in_the_next_release_a_created_one_is_known_though_no_event_names_it()
    {
        var id = await ReportAsync("shop@1.0.0");
        await FlushAsync();
        await Host.Service<IReleases>().SaveAsync(Maintainer, Host.Project, "shop@1.1.0", new ReleaseChange(), cancellationToken: Cancellation);

        var resolved = await ResolveAsync(id, new IssueStatusChange { Status = IssueStatus.Resolved, InNextRelease = true });
        await ReportAsync("shop@1.1.0");

        Assert.Equal(["shop@1.1.0"], resolved.State.ResolvedAfterReleases);
        Assert.Equal(IssueStatus.Resolved, (await GetAsync(id)).State.Status);
    }

    [Fact]
    public async Task Releases_without_an_order_are_told_apart_by_when_they_were_first_seen()
    {
        var id = await ReportAsync("4f06ce6fdd8b9fec");
        await FlushAsync();
        Host.Time.Advance(TimeSpan.FromMinutes(1));
        await ReportAsync("abc1234fdd8b9fec", "another");
        await FlushAsync();

        await ResolveAsync(id, new IssueStatusChange { Status = IssueStatus.Resolved, InReleases = ["abc1234fdd8b9fec"] });
        await ReportAsync("4f06ce6fdd8b9fec");
        Assert.Equal(IssueStatus.Resolved, (await GetAsync(id)).State.Status);
        await ReportAsync("abc1234fdd8b9fec");
        Assert.Equal("abc1234fdd8b9fec = fixed in abc1234fdd8b9fec", (await GetAsync(id)).State.Reason);

        await ResolveAsync(id, new IssueStatusChange { Status = IssueStatus.Resolved, InNextRelease = true });
        await ReportAsync("abc1234fdd8b9fec");
        Assert.Equal(IssueStatus.Resolved, (await GetAsync(id)).State.Status);
        await ReportAsync("eee1234fdd8b9fec");
        Assert.Equal(IssueSubstatus.Regressed, (await GetAsync(id)).State.Substatus);
    }

    [Fact]
    public async Task Resolved_in_a_release_of_each_branch_each_is_measured_by_its_own()
    {
        var id = await ReportAsync("2.1.0");
        var change = new IssueStatusChange { Status = IssueStatus.Resolved, InReleases = ["2.1.5", "2.2.3"] };

        foreach (var (release, status) in new[] { ("2.2.1", IssueStatus.Resolved), ("2.1.4", IssueStatus.Resolved), ("2.1.6", IssueStatus.Unresolved), ("2.3.0", IssueStatus.Unresolved) })
        {
            await ResolveAsync(id, change);
            await ReportAsync(release);
            Assert.Equal((release, status), (release, (await GetAsync(id)).State.Status));
        }
    }

    private async Task<IssueId> ReportAsync(string release, string message = "one") =>
        (await SendAsync($$"""{"message":"{{message}}","release":"{{release}}"}""")).IssueId;

    private Task FlushAsync() => Host.Service<SightingWriter>().FlushAsync(Cancellation);

    private async Task<IssueRow> ResolveAsync(IssueId id, IssueStatusChange change)
    {
        var result = await Issues.SetStatusAsync(Developer, id, change, cancellationToken: Cancellation);
        return result.Value?.Row ?? throw new InvalidOperationException(result.Reason);
    }

    private async Task<IssueRow> GetAsync(IssueId id) => (await Issues.GetAsync(Reporter, id, Cancellation)).Value!.Row;
}
