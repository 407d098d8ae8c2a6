using Monitoring.Access;
using Monitoring.Core.Tests.Support;
using Monitoring.Projects;
using Monitoring.Storage;

namespace Monitoring.Core.Tests.Projects;

/// <summary>A change whose answer is lost on the way may have become durable; the host that made it sees what is stored at once.</summary>
public sealed class StaleCacheTests
{
    private static readonly ClientKeySettings Settings = new() { Label = "Before" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>At which call to the store, counted from the change on, the store fails.</summary>
    public static TheoryData<int> Faults => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_project(int fault) => await ChangeAsync(
        fault,
        async (host, project) => await host.Projects.RenameAsync(TestHost.Administrator, project.Id, "After", cancellationToken: Token),
        async (host, project) => (await host.Projects.FindAsync(project.Id, Token))!.Name,
        async (host, project) => (await host.Projects.GetAsync(TestHost.Administrator, project.Id, Token)).Value!.Name);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_member(int fault) => await ChangeAsync<Role?>(
        fault,
        async (host, project) => await host.Members.SetAsync(TestHost.Administrator, new Member { ProjectId = project.Id, ActorId = "guest", Role = Role.Developer }, null, Token),
        async (host, project) => await host.Members.FindRoleAsync(project.Id, "guest", Token),
        async (host, project) => (await host.Members.GetAsync(TestHost.Administrator, project.Id, "guest", Token)).Value!.Role);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_key(int fault)
    {
        Assert.True(PublicKey.TryParse("abc", out var key));
        await ChangeAsync(
            fault,
            async (host, project) => await host.Keys.UpdateAsync(TestHost.Administrator, project.Id, key, Settings with { IsActive = false }, null, Token),
            async (host, project) => (await host.Keys.FindAsync(key, Token))!.IsActive,
            async (host, project) => (await host.Keys.GetAsync(TestHost.Administrator, project.Id, key, Token)).Value!.IsActive);
    }

    private static async Task ChangeAsync<T>(int fault, Func<TestHost, Project, Task> change, Func<TestHost, Project, Task<T>> remembered, Func<TestHost, Project, Task<T>> stored)
    {
        Assert.True(PublicKey.TryParse("abc", out var key));
        await using var other = new TestHost();
        var calls = (int?)null;
        await using var host = new TestHost(shared: other, through: store => new UnreliableStore(store, () => ++calls == fault));
        var project = await host.AddProjectAsync("g/a", Role.Owner, Role.Guest);
        await host.Keys.CreateAsync(TestHost.Administrator, project.Id, Settings, key, Token);
        var before = await remembered(host, project);
        calls = 0;
        try
        {
            await change(host, project);
        }
        catch (StorageUnavailableException)
        {
            // What was asked for may be done nevertheless.
        }

        calls = null;

        var after = await stored(other, project);
        Assert.Equal(after, await remembered(host, project));
        Assert.True(fault > 1 || Equals(before, after));
    }
}
