using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Core.Tests.Support;
using Monitoring.Projects;

namespace Monitoring.Core.Tests.Access;

public sealed class AccessControlTests : IAsyncDisposable
{
    private readonly TestHost _host = new();

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task CheckAsync_Member_MayWhatTheTableSays(Role role)
    {
        var project = await _host.AddProjectAsync("g/a", role);
        await _host.Projects.SetFeaturesAsync(TestHost.Administrator, project.Id, [.. Enum.GetValues<Feature>()], cancellationToken: Token);

        foreach (var permission in Enum.GetValues<Permission>())
        {
            var decision = await _host.Access.CheckAsync(TestHost.As(role), permission, project.Id, Token);

            var expected = PermissionTable.Allows(role, permission) ? AccessDecisionKind.Allowed : AccessDecisionKind.RoleTooLow;
            Assert.Equal((permission, expected), (permission, decision.Kind));
        }
    }

    [Fact]
    public async Task CheckAsync_Outsider_CannotTellAProjectFromNone()
    {
        var project = await _host.AddProjectAsync();
        var none = new ProjectId(project.Id.Value + 1);

        var existing = await _host.Access.CheckAsync(TestHost.User("outsider"), Permission.ReadErrors, project.Id, Token);
        var missing = await _host.Access.CheckAsync(TestHost.User("outsider"), Permission.ReadErrors, none, Token);

        Assert.Equal(AccessDecisionKind.NotFound, existing.Kind);
        Assert.Equal(AccessDecisionKind.NotFound, missing.Kind);
        Assert.Equal(existing.Reason!.Replace(project.Id.ToString(), "?"), missing.Reason!.Replace(none.ToString(), "?"));
    }

    [Fact]
    public async Task CheckAsync_Anonymous_MayNothingEvenWhenMarkedAsAdministrator()
    {
        var project = await _host.AddProjectAsync();
        var anonymous = Actor.Anonymous with { IsAdministrator = true };

        Assert.Equal(AccessDecisionKind.NotFound, (await _host.Access.CheckAsync(anonymous, Permission.ReadProject, project.Id, Token)).Kind);
        Assert.False((await _host.Access.CheckAsync(anonymous, Permission.CreateProject, default, Token)).IsAllowed);
    }

    [Theory]
    [InlineData(Permission.ReadErrors)]
    [InlineData(Permission.UpdateErrors)]
    [InlineData(Permission.DeleteErrors)]
    public async Task CheckAsync_FeatureOff_RefusesAlsoAdministratorsUntilItIsOn(Permission permission)
    {
        var project = await _host.AddProjectAsync("g/a", Role.Owner);

        Assert.Equal(AccessDecisionKind.FeatureOff, (await _host.Access.CheckAsync(TestHost.As(Role.Owner), permission, project.Id, Token)).Kind);
        Assert.Equal(AccessDecisionKind.FeatureOff, (await _host.Access.CheckAsync(TestHost.Administrator, permission, project.Id, Token)).Kind);

        await _host.Projects.SetFeaturesAsync(TestHost.As(Role.Owner), project.Id, [Feature.ErrorTracking], cancellationToken: Token);
        Assert.True((await _host.Access.CheckAsync(TestHost.As(Role.Owner), permission, project.Id, Token)).IsAllowed);
    }

    [Fact]
    public async Task CheckAsync_KeysAndFeatures_CanBeSetBeforeTheFeatureIsOn()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Owner);

        Assert.True((await _host.Access.CheckAsync(TestHost.As(Role.Owner), Permission.ManageClientKeys, project.Id, Token)).IsAllowed);
        Assert.True((await _host.Access.CheckAsync(TestHost.As(Role.Owner), Permission.SwitchFeatures, project.Id, Token)).IsAllowed);
    }

    [Fact]
    public async Task CheckAsync_System_MayAllInAProjectThatIsThere()
    {
        var project = await _host.AddProjectAsync();

        Assert.True((await _host.Access.CheckAsync(Actor.System, Permission.DeleteProject, project.Id, Token)).IsAllowed);
        Assert.True((await _host.Access.CheckAsync(Actor.System, Permission.CreateProject, default, Token)).IsAllowed);
        Assert.Equal(AccessDecisionKind.NotFound, (await _host.Access.CheckAsync(Actor.System, Permission.DeleteProject, new ProjectId(99), Token)).Kind);
    }

    [Fact]
    public async Task CheckAsync_RoleTakenAway_IsRefusedAtOnce()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Developer);
        Assert.True((await _host.Access.CheckAsync(TestHost.As(Role.Developer), Permission.ReadProject, project.Id, Token)).IsAllowed);

        await _host.Members.RemoveAsync(TestHost.Administrator, project.Id, "developer", null, Token);

        Assert.Equal(AccessDecisionKind.NotFound, (await _host.Access.CheckAsync(TestHost.As(Role.Developer), Permission.ReadProject, project.Id, Token)).Kind);
    }

    [Fact]
    public async Task CheckAsync_Refusals_AreAuditedOnceAMinuteEach()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Guest);
        for (var index = 0; index < 10; index++)
        {
            await _host.Access.CheckAsync(TestHost.As(Role.Guest), Permission.ReadErrors, project.Id, Token);
            await _host.Access.CheckAsync(TestHost.As(Role.Guest), Permission.ReadMembers, project.Id, Token);
        }

        Assert.Equal(2, (await RefusalsAsync(project.Id)).Length);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await _host.Access.CheckAsync(TestHost.As(Role.Guest), Permission.ReadErrors, project.Id, Token);

        var refusals = await RefusalsAsync(project.Id);
        Assert.Equal(3, refusals.Length);
        Assert.Equal(("access.refused", "permission:ReadErrors", "guest", "api"), (refusals[0].Action, refusals[0].Subject, refusals[0].ActorId, refusals[0].Door));
    }

    [Fact]
    public async Task CheckAsync_ProjectsThatAreNotThere_FillNoLog()
    {
        for (var id = 1; id <= 50; id++)
        {
            await _host.Access.CheckAsync(TestHost.User("prober"), Permission.ReadProject, new ProjectId(id), Token);
        }

        Assert.Single(await RefusalsAsync(default));
    }

    [Fact]
    public async Task CheckAsync_AuditStoreAway_StillRefuses()
    {
        await using var stores = new TestHost();
        var project = await stores.AddProjectAsync("g/a", Role.Guest);
        var isAway = false;
        await using var host = new TestHost(shared: stores, through: store => new UnreliableStore(store, () => isAway));
        await host.Access.CheckAsync(TestHost.As(Role.Guest), Permission.ReadProject, project.Id, Token);

        isAway = true;

        Assert.Equal(AccessDecisionKind.RoleTooLow, (await host.Access.CheckAsync(TestHost.As(Role.Guest), Permission.ReadErrors, project.Id, Token)).Kind);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<AuditEntry[]> RefusalsAsync(ProjectId project) =>
        [.. (await _host.Audit.ReadAsync(project, 100, cancellationToken: Token)).Items.Where(entry => entry.Action == "access.refused")];
}
