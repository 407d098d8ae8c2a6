using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Access;
using Monitoring.Core.Seeding;
using Monitoring.Core.Tests.Support;
using Monitoring.Projects;

namespace Monitoring.Core.Tests.Seeding;

public sealed class ProjectSeedingTests
{
    [Fact]
    public async Task A_seeded_project_is_there_with_its_key_owner_and_features()
    {
        await using var host = new TestHost(add: builder => builder.AddProject("team/app", project =>
        {
            project.Id = new ProjectId(7);
            project.Name = "The app";
            project.PublicKey = Key("abc");
            project.Owners.Add("alice");
            project.Features.Add(Feature.Insights);
        }));

        await StartAsync(host);

        var project = await host.Projects.FindByPathAsync("team/app", TestContext.Current.CancellationToken);
        Assert.Equal(new ProjectId(7), project!.Id);
        Assert.Equal("The app", project.Name);
        Assert.Equal([Feature.ErrorTracking, Feature.Insights], project.Features);
        Assert.Equal(Role.Owner, await host.Members.FindRoleAsync(project.Id, "alice", TestContext.Current.CancellationToken));
        Assert.Equal(project.Id, (await host.Keys.FindAsync(Key("abc"), TestContext.Current.CancellationToken))!.ProjectId);
    }

    [Fact]
    public async Task Without_a_key_given_one_is_made_once()
    {
        await using var host = new TestHost(add: builder => builder.AddProject("team/app"));

        await StartAsync(host);
        await StartAsync(host);

        var keys = await host.Keys.ListAsync(Actor.System, new ProjectId(1), 10, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Single(keys.Value!.Items);
    }

    [Fact]
    public async Task What_people_changed_stays_as_they_left_it()
    {
        await using var host = new TestHost(add: builder => builder.AddProject("team/app", project => project.Owners.Add("alice")));
        await StartAsync(host);
        var id = new ProjectId(1);
        await host.Projects.RenameAsync(Actor.System, id, "Renamed", cancellationToken: TestContext.Current.CancellationToken);
        await host.Projects.SetFeaturesAsync(Actor.System, id, [], cancellationToken: TestContext.Current.CancellationToken);
        await host.Members.SetAsync(Actor.System, new Member { ProjectId = id, ActorId = "bob", Role = Role.Owner }, null, TestContext.Current.CancellationToken);
        await host.Members.SetAsync(Actor.System, new Member { ProjectId = id, ActorId = "alice", Role = Role.Guest }, null, TestContext.Current.CancellationToken);

        await StartAsync(host);

        var project = await host.Projects.FindAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal("Renamed", project!.Name);
        Assert.Empty(project.Features);
        Assert.Equal(Role.Guest, await host.Members.FindRoleAsync(id, "alice", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_hosts_that_start_together_agree()
    {
        static void Seed(IMonitoringBuilder builder) => builder.AddProject("team/app", project => project.PublicKey = Key("abc"));
        await using var first = new TestHost(add: Seed);
        await using var second = new TestHost(add: Seed, shared: first);

        await Task.WhenAll(StartAsync(first), StartAsync(second));

        Assert.Single((await first.Projects.ListAsync(Actor.System, 10, cancellationToken: TestContext.Current.CancellationToken)).Items);
    }

    [Fact]
    public async Task A_kill_at_any_moment_leaves_no_project_without_its_features()
    {
        for (var calls = 0; calls < 40; calls++)
        {
            static void Seed(IMonitoringBuilder builder) => builder.AddProject("team/app", project => project.Features.Add(Feature.Insights));
            await using var store = new TestHost();
            var left = calls;
            await using (var killed = new TestHost(add: Seed, shared: store, through: documents => new UnreliableStore(documents, () => left-- <= 0)))
            {
                await Record.ExceptionAsync(() => StartAsync(killed));
            }

            await using var next = new TestHost(add: Seed, shared: store);
            await StartAsync(next);

            var project = await next.Projects.FindByPathAsync("team/app", TestContext.Current.CancellationToken);
            Assert.Equal([Feature.ErrorTracking, Feature.Insights], project!.Features);
        }
    }

    [Theory]
    [InlineData("Not A Path")]
    [InlineData("taken/id")]
    public async Task What_cannot_be_seeded_stops_the_start_and_says_why(string path)
    {
        await using var host = new TestHost(add: builder => builder
            .AddProject("team/app", project => project.Id = new ProjectId(1))
            .AddProject(path, project => project.Id = new ProjectId(1)));

        var exception = await Assert.ThrowsAsync<MonitoringException>(() => StartAsync(host));

        Assert.StartsWith($"AddProject(\"{path}\")", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_project_stops_the_start()
    {
        await using var host = new TestHost(add: builder => builder
            .AddProject("team/app", project => project.PublicKey = Key("abc"))
            .AddProject("team/other", project => project.PublicKey = Key("abc")));

        var exception = await Assert.ThrowsAsync<MonitoringException>(() => StartAsync(host));

        Assert.Contains("abc", exception.Message, StringComparison.Ordinal);
    }

    private static Task StartAsync(TestHost host) =>
        host.Get<IEnumerable<IHostedService>>().OfType<ProjectSeeding>().Single().StartAsync(TestContext.Current.CancellationToken);

    private static PublicKey Key(string text) => PublicKey.TryParse(text, out var key) ? key : throw new ArgumentException(text);
}
