using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Backends;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Monitoring.TestData.Events;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>
/// Our Sentry back end reads and changes issues through our own web API, over real HTTP, and sees what the integrated back end sees: each is tested against the other.
/// </summary>
public sealed class BothDirectionsTests
{
    private static readonly ProjectId Mirror = new(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Sentry_back_end_over_our_web_API_agrees_with_the_integrated_one()
    {
        for (var seed = 1; seed <= Scale.Count(2, 40); seed++)
        {
            await using var host = await StartAsync();
            var random = new Random(seed);
            await ReportAsync(host, random);
            var backend = host.Services.GetRequiredService<IErrorTrackingBackend>();

            foreach (var sort in new[] { IssueSort.LastSeen, IssueSort.FirstSeen, IssueSort.Events, IssueSort.Users })
            {
                var here = await AllAsync(backend, TestHost.Project, new BackendIssueSearch { Sort = sort, Limit = 1 + random.Next(7) });
                var there = await AllAsync(backend, Mirror, new BackendIssueSearch { Sort = sort, Limit = 1 + random.Next(7) });
                Assert.True(here.SequenceEqual(there), $"seed {seed}, {sort}: the lists differ");
                Assert.NotEmpty(here);
            }

            var issues = await AllAsync(backend, TestHost.Project, new BackendIssueSearch());
            for (var change = 0; change < 10; change++)
            {
                await ChangeAsync(backend, random, issues, seed);
            }

            foreach (var issue in issues)
            {
                await CompareEventsAsync(backend, issue.Id, seed);
            }

            Assert.Equal(
                await AllAsync(backend, TestHost.Project, new BackendIssueSearch { Query = "is:unresolved" }),
                await AllAsync(backend, Mirror, new BackendIssueSearch { Query = "is:unresolved" }));
        }
    }

    [Fact]
    public async Task The_test_of_the_connection_lists_our_projects()
    {
        await using var host = await StartAsync();

        var listed = await host.Services.GetRequiredService<IErrorTrackingBackendSettings>().TestAsync(Actor.System, Mirror, null, Cancellation);

        Assert.True(listed.Value is not null, listed.Reason);
        Assert.Equal([("1", "shop", "demo")], listed.Value!.Items.Select(project => (project.Id, project.Slug, project.OrganizationSlug)));
    }

    [Fact]
    public async Task A_role_that_is_too_low_there_a_wrong_search_and_an_issue_of_another_project_are_told()
    {
        await using var host = await StartAsync(TestHost.Reporter);
        await ReportAsync(host, new Random(1));
        var backend = host.Services.GetRequiredService<IErrorTrackingBackend>();
        var id = (await AllAsync(backend, Mirror, new BackendIssueSearch()))[0].Id;

        var refused = await backend.UpdateAsync(Actor.System, Mirror, id, new BackendIssueChange { Assigns = true }, Cancellation);
        var search = await backend.ListAsync(Actor.System, Mirror, new BackendIssueSearch { Query = "is:broken" }, Cancellation);
        var missing = await backend.GetAsync(Actor.System, Mirror, "987654321", Cancellation);
        var cursor = await backend.ListAsync(Actor.System, Mirror, new BackendIssueSearch { Cursor = "nonsense" }, Cancellation);

        Assert.Equal([BackendOutcome.TokenRefused, BackendOutcome.Invalid, BackendOutcome.NotFound, BackendOutcome.Invalid], new[] { refused.Outcome, search.Outcome, missing.Outcome, cursor.Outcome });
        Assert.Contains("position", search.Reason, StringComparison.Ordinal);
    }

    private static async Task<TestHost> StartAsync(string token = TestHost.Developer)
    {
        var host = await TestHost.StartAsync(new TestHostSettings
        {
            RealServer = true,
            Monitoring = monitoring => monitoring.AddErrorTracking(options =>
            {
                options.SentryBackend.AllowLocalAddresses = true;
                options.SentryBackend.CacheLifetime = TimeSpan.Zero;
            }).AddAspNetCore().UseInMemory(),
        });
        var projects = host.Services.GetRequiredService<IProjectDirectory>();
        await projects.CreateAsync(Actor.System, "demo/mirror", "Mirror", Mirror, [Feature.ErrorTracking], Cancellation);
        var change = new BackendSettingsChange
        {
            Kind = BackendKind.Sentry,
            Sentry = new SentryConnection { Address = host.Address, Organization = "demo", Project = "shop" },
            Token = token,
        };
        var chosen = await host.Services.GetRequiredService<IErrorTrackingBackendSettings>().ReplaceAsync(Actor.System, Mirror, change, null, Cancellation);
        Assert.True(chosen.Outcome == CommandOutcome.Done, chosen.Reason);
        return host;
    }

    private static async Task ReportAsync(TestHost host, Random random)
    {
        for (var count = 5 + random.Next(15); count > 0; count--)
        {
            using var response = await host.Anonymous().ReportAsync(EventGen.Next(random), "/api/1/store/", "application/json");
            Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
        }
    }

    /// <summary>All pages, without what only one of the two can know: the page of the issue at the server, and hours that may begin between two reads.</summary>
    private static async Task<ImmutableArray<BackendIssue>> AllAsync(IErrorTrackingBackend backend, ProjectId project, BackendIssueSearch search)
    {
        var found = ImmutableArray.CreateBuilder<BackendIssue>();
        do
        {
            var page = await backend.ListAsync(Actor.System, project, search, Cancellation);
            Assert.True(page.Value is not null, page.Reason);
            found.AddRange(page.Value!.Items.Select(Comparable));
            search = search with { Cursor = page.Value.Next };
        }
        while (search.Cursor is not null);
        return found.ToImmutable();
    }

    private static BackendIssue Comparable(BackendIssue issue) => issue with { ExternalUrl = null, Frequency = [], FirstRelease = null, LastRelease = null };

    private static async Task ChangeAsync(IErrorTrackingBackend backend, Random random, ImmutableArray<BackendIssue> issues, int seed)
    {
        var id = issues[random.Next(issues.Length)].Id;
        var status = (IssueStatus)random.Next(3);
        var change = new BackendIssueChange
        {
            Status = random.Next(4) == 0 ? null : new IssueStatusChange
            {
                Status = status,
                InReleases = status == IssueStatus.Resolved && random.Next(2) == 0 ? ["shop@9.0.0"] : [],
                Ignore = status == IssueStatus.Ignored && random.Next(2) == 0 ? new IgnoreConditions { Events = 5, Users = 3 } : null,
            },
            Assigns = true,
            Assignee = random.Next(2) == 0 ? null : TestHost.Reporter,
        };

        // Either back end may be the one that changes.
        var by = random.Next(2) == 0 ? Mirror : TestHost.Project;
        var changed = await backend.UpdateAsync(Actor.System, by, id, change, Cancellation);
        Assert.True(changed.Value is not null, $"seed {seed}: {changed.Reason}");
        var here = await backend.GetAsync(Actor.System, TestHost.Project, id, Cancellation);
        var there = await backend.GetAsync(Actor.System, Mirror, id, Cancellation);

        Assert.Equal(Comparable(here.Value!), Comparable(there.Value!));
        Assert.Equal(change.Assignee, there.Value!.Assignee);
        Assert.True(change.Status is null || change.Status.Status == there.Value.Status, $"seed {seed}: the status was not set");
        Assert.Equal(here.Value!.Frequency.Sum(point => point.Count), there.Value.Frequency.Sum(point => point.Count));
    }

    private static async Task CompareEventsAsync(IErrorTrackingBackend backend, string id, int seed)
    {
        var here = (await backend.GetLatestEventAsync(Actor.System, TestHost.Project, id, Cancellation)).Value!;
        var there = await backend.GetLatestEventAsync(Actor.System, Mirror, id, Cancellation);
        Assert.True(there.Value is not null, $"seed {seed}: {there.Reason}");
        Assert.Equal(Flat(here), Flat(there.Value!));
    }

    private static string Flat(BackendEvent shown) => string.Join(
        '\n',
        new[] { $"{shown.Id} {shown.IssueId} {shown.Timestamp:O} {shown.Title} {shown.Message} {shown.Platform} {shown.Release} {shown.Environment}" }
            .Concat(shown.Tags.Select(tag => $"{tag.Key}={tag.Value}"))
            .Concat(shown.Exceptions.SelectMany(exception => exception.Frames
                .Select(frame => $"{frame with { Code = [] }} {string.Join('|', frame.Code.Select(line => $"{line.Number}{line.Text}"))}")
                .Prepend($"{exception.Type}: {exception.Value} {exception.Module}"))));
}
