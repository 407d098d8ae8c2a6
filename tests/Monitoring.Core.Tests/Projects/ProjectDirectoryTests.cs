using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Tests.Support;
using Monitoring.Projects;

namespace Monitoring.Core.Tests.Projects;

public sealed class ProjectDirectoryTests : IAsyncDisposable
{
    private readonly TestHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_NoNumberGiven_CountsFromOne()
    {
        var first = await _host.Projects.CreateAsync(TestHost.Administrator, "group/one", "One", cancellationToken: Token);
        var second = await _host.Projects.CreateAsync(TestHost.Administrator, "group/two", "Two", cancellationToken: Token);

        Assert.Equal("1", first.Value!.Id.ToString());
        Assert.Equal("2", second.Value!.Id.ToString());
        Assert.Equal(_host.Clock.GetUtcNow(), first.Value.CreatedAt);
        Assert.Empty(first.Value.Features);
        Assert.Equal(first.Value with { Features = default }, (await _host.Projects.FindAsync(first.Value.Id, Token))! with { Features = default });
    }

    [Fact]
    public async Task CreateAsync_NumbersGivenByHand_ArePassedOver()
    {
        await _host.Projects.CreateAsync(TestHost.Administrator, "a/a", "A", new ProjectId(1), cancellationToken: Token);
        await _host.Projects.CreateAsync(TestHost.Administrator, "a/b", "B", new ProjectId(2), cancellationToken: Token);
        await _host.Projects.CreateAsync(TestHost.Administrator, "a/huge", "Huge", new ProjectId(long.MaxValue), cancellationToken: Token);

        var next = await _host.Projects.CreateAsync(TestHost.Administrator, "a/c", "C", cancellationToken: Token);

        Assert.Equal(new ProjectId(3), next.Value!.Id);
    }

    [Fact]
    public async Task CreateAsync_PathTaken_IsAConflictThatNamesTheField()
    {
        await _host.AddProjectAsync("group/app");

        var result = await _host.Projects.CreateAsync(TestHost.Administrator, "Group/APP", "Other", cancellationToken: Token);

        Assert.Equal(CommandOutcome.Conflict, result.Outcome);
        Assert.Equal("path: 'group/app' is taken by another project.", result.Reason);
    }

    [Fact]
    public async Task CreateAsync_NumberTaken_IsAConflictThatNamesTheField()
    {
        await _host.Projects.CreateAsync(TestHost.Administrator, "a/a", "A", new ProjectId(7), cancellationToken: Token);

        var result = await _host.Projects.CreateAsync(TestHost.Administrator, "a/b", "B", new ProjectId(7), cancellationToken: Token);

        Assert.Equal(CommandOutcome.Conflict, result.Outcome);
        Assert.Equal("id: 7 is taken by another project.", result.Reason);
        Assert.Null(await _host.Projects.FindByPathAsync("a/b", Token));
    }

    [Theory]
    [InlineData("", "Name", "path:")]
    [InlineData("/a", "Name", "path:")]
    [InlineData("a/", "Name", "path:")]
    [InlineData("a//b", "Name", "path:")]
    [InlineData("a/../b", "Name", "path:")]
    [InlineData("a/.", "Name", "path:")]
    [InlineData("a/b c", "Name", "path:")]
    [InlineData("a/-b", "Name", "path:")]
    [InlineData("a/ж", "Name", "path:")]
    [InlineData("123", "Name", "path:")]
    [InlineData("group/123", "Name", "path:")]
    [InlineData("group/0", "Name", "path:")]
    [InlineData("a/b", "", "name:")]
    [InlineData("a/b", "  ", "name:")]
    [InlineData("a/b", "x\ny", "name:")]
    [InlineData("a/b", "\ud800", "name:")]
    public async Task CreateAsync_BadInput_NamesTheField(string path, string name, string field)
    {
        var result = await _host.Projects.CreateAsync(TestHost.Administrator, path, name, cancellationToken: Token);

        Assert.Equal(CommandOutcome.Invalid, result.Outcome);
        Assert.StartsWith(field, result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123/app")]
    [InlineData("group/123a")]
    [InlineData("group/1-2")]
    public async Task CreateAsync_PathWithDigits_IsDone(string path)
    {
        var result = await _host.Projects.CreateAsync(TestHost.Administrator, path, "Name", cancellationToken: Token);

        Assert.Equal(CommandOutcome.Done, result.Outcome);
    }

    [Fact]
    public async Task CreateAsync_WithFeatures_IsOneChange()
    {
        var result = await _host.Projects.CreateAsync(
            TestHost.Administrator, "group/app", "App", features: [Feature.Insights, Feature.ErrorTracking, Feature.Insights], cancellationToken: Token);

        Assert.Equal([Feature.ErrorTracking, Feature.Insights], result.Value!.Features);
        Assert.Equal(1, result.Version);
        Assert.Equal(result.Value, (await _host.Projects.GetAsync(TestHost.Administrator, result.Value.Id, Token)).Value, (a, b) => a!.Features.SequenceEqual(b!.Features));
        Assert.Equal(CommandOutcome.Invalid, (await _host.Projects.CreateAsync(TestHost.Administrator, "group/other", "App", features: [(Feature)99], cancellationToken: Token)).Outcome);
    }

    [Fact]
    public async Task CreateAsync_TooLong_NamesTheField()
    {
        var path = await _host.Projects.CreateAsync(TestHost.Administrator, new string('a', 256), "Name", cancellationToken: Token);
        var name = await _host.Projects.CreateAsync(TestHost.Administrator, "a", new string('a', 256), cancellationToken: Token);

        Assert.Equal("path: must have 1 to 255 characters, but has 256.", path.Reason);
        Assert.Equal("name: must have at most 255 characters, but has 256.", name.Reason);
    }

    [Fact]
    public async Task CreateAsync_LongestPathAndName_IsDone()
    {
        var result = await _host.Projects.CreateAsync(TestHost.Administrator, new string('a', 255), new string('я', 255), cancellationToken: Token);

        Assert.Equal(CommandOutcome.Done, result.Outcome);
        Assert.NotNull(await _host.Projects.FindByPathAsync(new string('A', 255), Token));
    }

    [Fact]
    public async Task CreateAsync_NoAdministrator_IsRefused()
    {
        var result = await _host.Projects.CreateAsync(TestHost.User("somebody"), "a/b", "B", cancellationToken: Token);

        Assert.Equal(CommandOutcome.Refused, result.Outcome);
        Assert.Equal(AccessDecisionKind.RoleTooLow, result.Access!.Kind);
    }

    [Fact]
    public async Task CreateAsync_ManyAtOnceThroughTwoHosts_GivesEachItsNumber()
    {
        await using var other = new TestHost(shared: _host);
        var created = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(
            async () => await (index % 2 == 0 ? _host : other).Projects.CreateAsync(TestHost.Administrator, $"group/p{index}", "P", cancellationToken: Token), Token)));

        var done = created.Where(result => result.Outcome == CommandOutcome.Done).Select(result => result.Value!.Id.Value).Order().ToArray();
        Assert.Equal(Enumerable.Range(1, done.Length).Select(number => (long)number), done);
        Assert.All(created, result => Assert.True(result.Outcome is CommandOutcome.Done or CommandOutcome.Conflict));
        Assert.True(done.Length >= 20);
    }

    [Fact]
    public async Task CreateAsync_SamePathAtOnce_OneWins()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            async () => await _host.Projects.CreateAsync(TestHost.Administrator, "group/same", "P", cancellationToken: Token), Token)));

        Assert.Single(created, result => result.Outcome == CommandOutcome.Done);
    }

    [Fact]
    public async Task FindByPathAsync_AnyCase_Finds()
    {
        var project = await _host.AddProjectAsync("group/sub.group/app_1-x");

        Assert.Equal(project.Id, (await _host.Projects.FindByPathAsync("GROUP/Sub.Group/App_1-X", Token))!.Id);
        Assert.Null(await _host.Projects.FindByPathAsync("group/other", Token));
        Assert.Null(await _host.Projects.FindByPathAsync("not a path!", Token));
    }

    [Fact]
    public async Task RenameAsync_Maintainer_RenamesAndIsSeenAtOnce()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Maintainer);
        await _host.Projects.FindAsync(project.Id, Token);

        var result = await _host.Projects.RenameAsync(TestHost.As(Role.Maintainer), project.Id, "New", cancellationToken: Token);

        Assert.Equal(CommandOutcome.Done, result.Outcome);
        Assert.Equal("New", (await _host.Projects.FindAsync(project.Id, Token))!.Name);
        Assert.Equal(result.Version, (await _host.Projects.GetAsync(TestHost.Administrator, project.Id, Token)).Version);
    }

    [Fact]
    public async Task RenameAsync_StaleVersion_IsAConflictWithWhatIsThere()
    {
        var project = await _host.AddProjectAsync();
        var before = await _host.Projects.GetAsync(TestHost.Administrator, project.Id, Token);
        await _host.Projects.RenameAsync(TestHost.Administrator, project.Id, "Second", before.Version, Token);

        var result = await _host.Projects.RenameAsync(TestHost.Administrator, project.Id, "Third", before.Version, Token);

        Assert.Equal(CommandOutcome.Conflict, result.Outcome);
        Assert.Equal("Second", result.Value!.Name);
        Assert.NotEqual(before.Version, result.Version);
    }

    [Fact]
    public async Task SetFeaturesAsync_Owner_SwitchesAndDeveloperMayNot()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Owner, Role.Maintainer);

        var refused = await _host.Projects.SetFeaturesAsync(TestHost.As(Role.Maintainer), project.Id, [Feature.ErrorTracking], cancellationToken: Token);
        var done = await _host.Projects.SetFeaturesAsync(
            TestHost.As(Role.Owner), project.Id, [Feature.Runbooks, Feature.ErrorTracking, Feature.Runbooks], cancellationToken: Token);

        Assert.Equal(CommandOutcome.Refused, refused.Outcome);
        Assert.Equal([Feature.ErrorTracking, Feature.Runbooks], done.Value!.Features);
        Assert.True((await _host.Projects.FindAsync(project.Id, Token))!.Has(Feature.ErrorTracking));
    }

    [Fact]
    public async Task SetFeaturesAsync_SameAgain_WritesNothing()
    {
        var project = await _host.AddProjectAsync();
        var first = await _host.Projects.SetFeaturesAsync(TestHost.Administrator, project.Id, [Feature.ErrorTracking], cancellationToken: Token);

        var second = await _host.Projects.SetFeaturesAsync(TestHost.Administrator, project.Id, [Feature.ErrorTracking], cancellationToken: Token);

        Assert.Equal(first.Version, second.Version);
        Assert.Equal(2, (await _host.Audit.ReadAsync(project.Id, 100, cancellationToken: Token)).Items.Length);
    }

    [Fact]
    public async Task SetFeaturesAsync_UnknownFeature_IsInvalid()
    {
        var project = await _host.AddProjectAsync();

        var result = await _host.Projects.SetFeaturesAsync(TestHost.Administrator, project.Id, [(Feature)99], cancellationToken: Token);

        Assert.Equal((CommandOutcome.Invalid, "features: 99 is no feature."), (result.Outcome, result.Reason));
    }

    [Fact]
    public async Task ListAsync_Pages_EachProjectOnceById()
    {
        for (var index = 0; index < 25; index++)
        {
            await _host.AddProjectAsync($"g/p{index:00}");
        }

        var ids = new List<long>();
        string? cursor = null;
        do
        {
            var page = await _host.Projects.ListAsync(TestHost.Administrator, 10, cursor, Token);
            ids.AddRange(page.Items.Select(item => item.Value.Id.Value));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 25).Select(number => (long)number), ids);
    }

    [Fact]
    public async Task ListAsync_Member_SeesOwnProjectsOnly()
    {
        await _host.AddProjectAsync("g/hidden", Role.Owner);
        var seen = await _host.AddProjectAsync("g/seen", Role.Guest);

        var page = await _host.Projects.ListAsync(TestHost.As(Role.Guest), 10, cancellationToken: Token);

        Assert.Equal(seen.Id, Assert.Single(page.Items).Value.Id);
        Assert.Empty((await _host.Projects.ListAsync(Actor.Anonymous, 10, cancellationToken: Token)).Items);
    }

    [Fact]
    public async Task FindAsync_ChangedByAnotherHost_IsSeenWhenTheCacheIsOld()
    {
        await using var other = new TestHost(shared: _host);
        var project = await _host.AddProjectAsync();
        await _host.Projects.FindAsync(project.Id, Token);

        await other.Projects.RenameAsync(TestHost.Administrator, project.Id, "New", cancellationToken: Token);
        var early = await _host.Projects.FindAsync(project.Id, Token);
        _host.Clock.Advance(TimeSpan.FromSeconds(5));
        var late = await _host.Projects.FindAsync(project.Id, Token);

        Assert.Equal("App", early!.Name);
        Assert.Equal("New", late!.Name);
    }

    [Fact]
    public async Task Commands_AreAudited_WithDoorBeforeAndAfter()
    {
        var project = await _host.AddProjectAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Projects.RenameAsync(TestHost.Administrator, project.Id, "New", cancellationToken: Token);

        var entries = (await _host.Audit.ReadAsync(project.Id, 10, cancellationToken: Token)).Items;

        Assert.Equal(["project.renamed", "project.created"], entries.Select(entry => entry.Action));
        Assert.Equal(("admin", "api", "project:1"), (entries[0].ActorId, entries[0].Door, entries[0].Subject));
        Assert.Contains("\"name\":\"App\"", entries[0].Before, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"New\"", entries[0].After, StringComparison.Ordinal);
        Assert.Null(entries[1].Before);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
