using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Tests.Support;
using Monitoring.Projects;
using Monitoring.Storage;

namespace Monitoring.Core.Tests.Projects;

/// <summary>A host that knows memberships from elsewhere replaces the directory, and everything follows it.</summary>
public sealed class OwnMemberDirectoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Access_and_the_list_of_projects_follow_the_hosts_own_directory()
    {
        var directory = new HostsDirectory();
        await using var host = new TestHost(add: builder => builder.Services.AddSingleton<IMemberDirectory>(directory));
        var (first, second) = (await CreateAsync(host, "group/one"), await CreateAsync(host, "group/two"));
        directory.Projects["ann"] = [second, new ProjectId(999), first];

        var page = await host.Projects.ListAsync(TestHost.User("ann"), 10, null, Token);

        Assert.Equal([second, first], page.Items.Select(project => project.Value.Id));
        Assert.Empty((await host.Projects.ListAsync(TestHost.User("bob"), 10, null, Token)).Items);
        Assert.True((await host.Access.CheckAsync(TestHost.User("ann"), Permission.ReadProject, first, Token)).IsAllowed);
        Assert.False((await host.Access.CheckAsync(TestHost.User("bob"), Permission.ReadProject, first, Token)).IsAllowed);
    }

    private static async Task<ProjectId> CreateAsync(TestHost host, string path) =>
        (await host.Projects.CreateAsync(TestHost.Administrator, path, "App", cancellationToken: Token)).Value!.Id;

    /// <summary>Memberships as another directory has them; they are not changed from here.</summary>
    private sealed class HostsDirectory : IMemberDirectory
    {
        public Dictionary<string, ProjectId[]> Projects { get; } = [];

        public ValueTask<Role?> FindRoleAsync(ProjectId project, string actorId, CancellationToken cancellationToken) =>
            ValueTask.FromResult<Role?>(Projects.GetValueOrDefault(actorId, []).Contains(project) ? Role.Reporter : null);

        public ValueTask<Page<ProjectId>> ListProjectsAsync(string actorId, int limit, string? cursor, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new Page<ProjectId> { Items = [.. Projects.GetValueOrDefault(actorId, [])] });

        public ValueTask<CommandResult<Member>> GetAsync(Actor actor, ProjectId project, string actorId, CancellationToken cancellationToken) => ElsewhereAsync();

        public ValueTask<CommandResult<Page<Member>>> ListAsync(Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken) =>
            ValueTask.FromResult(CommandResults.Invalid<Page<Member>>("Members are kept elsewhere."));

        public ValueTask<CommandResult<Member>> SetAsync(Actor actor, Member member, long? expectedVersion, CancellationToken cancellationToken) => ElsewhereAsync();

        public ValueTask<CommandResult<Member>> RemoveAsync(
            Actor actor, ProjectId project, string actorId, long? expectedVersion, CancellationToken cancellationToken) => ElsewhereAsync();

        private static ValueTask<CommandResult<Member>> ElsewhereAsync() => ValueTask.FromResult(CommandResults.Invalid<Member>("Members are kept elsewhere."));
    }
}
