using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Core.Tests.Support;
using Monitoring.Projects;

namespace Monitoring.Core.Tests.Projects;

public sealed class MemberDirectoryTests : IAsyncDisposable
{
    private readonly TestHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SetAsync_NewMember_HasTheRoleAtOnce()
    {
        var project = await _host.AddProjectAsync();
        Assert.Null(await _host.Members.FindRoleAsync(project.Id, "ann", Token));

        var result = await SetAsync(TestHost.Administrator, project, "ann", Role.Developer);

        Assert.Equal(CommandOutcome.Done, result.Outcome);
        Assert.Equal(Role.Developer, await _host.Members.FindRoleAsync(project.Id, "ann", Token));
    }

    [Fact]
    public async Task SetAsync_LongIdInAnyScript_IsOneMember()
    {
        var project = await _host.AddProjectAsync();
        var id = string.Concat(Enumerable.Repeat("Ж🐻", 85));

        Assert.Equal(CommandOutcome.Done, (await SetAsync(TestHost.Administrator, project, id, Role.Guest)).Outcome);
        Assert.Equal(CommandOutcome.Done, (await SetAsync(TestHost.Administrator, project, id, Role.Reporter)).Outcome);

        var members = await _host.Members.ListAsync(TestHost.Administrator, project.Id, 10, cancellationToken: Token);
        Assert.Equal((id, Role.Reporter), (Assert.Single(members.Value!.Items).ActorId, members.Value.Items[0].Role));
    }

    [Theory]
    [InlineData("", Role.Guest, "actorId:")]
    [InlineData("a\nb", Role.Guest, "actorId:")]
    [InlineData("ann", (Role)7, "role:")]
    public async Task SetAsync_BadInput_NamesTheField(string actorId, Role role, string field)
    {
        var project = await _host.AddProjectAsync();

        var result = await SetAsync(TestHost.Administrator, project, actorId, role);

        Assert.Equal(CommandOutcome.Invalid, result.Outcome);
        Assert.StartsWith(field, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetAsync_RoleAboveTheOwn_IsRefused()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Maintainer, Role.Developer);

        var given = await SetAsync(TestHost.As(Role.Maintainer), project, "developer", Role.Owner);
        var self = await SetAsync(TestHost.As(Role.Maintainer), project, "maintainer", Role.Owner);
        var equal = await SetAsync(TestHost.As(Role.Maintainer), project, "developer", Role.Maintainer);

        Assert.Equal((CommandOutcome.Refused, CommandOutcome.Refused, CommandOutcome.Done), (given.Outcome, self.Outcome, equal.Outcome));
    }

    [Fact]
    public async Task SetAndRemoveAsync_MemberAboveTheOwnRole_AreRefused()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Owner, Role.Maintainer);
        await SetAsync(TestHost.Administrator, project, "second", Role.Owner);

        Assert.Equal(CommandOutcome.Refused, (await SetAsync(TestHost.As(Role.Maintainer), project, "owner", Role.Guest)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await _host.Members.RemoveAsync(TestHost.As(Role.Maintainer), project.Id, "owner", null, Token)).Outcome);
    }

    [Fact]
    public async Task SetAndRemoveAsync_LastOwner_Stays()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Owner);

        Assert.Equal(CommandOutcome.Conflict, (await _host.Members.RemoveAsync(TestHost.As(Role.Owner), project.Id, "owner", null, Token)).Outcome);
        Assert.Equal(CommandOutcome.Conflict, (await SetAsync(TestHost.Administrator, project, "owner", Role.Guest)).Outcome);

        await SetAsync(TestHost.As(Role.Owner), project, "second", Role.Owner);
        Assert.Equal(CommandOutcome.Done, (await _host.Members.RemoveAsync(TestHost.As(Role.Owner), project.Id, "owner", null, Token)).Outcome);
        Assert.Equal(CommandOutcome.Conflict, (await _host.Members.RemoveAsync(TestHost.Administrator, project.Id, "second", null, Token)).Outcome);
    }

    [Fact]
    public async Task RemoveAsync_AllOwnersAtOnceThroughTwoHosts_OneStays()
    {
        await using var other = new TestHost(shared: _host);
        var project = await _host.AddProjectAsync();
        for (var index = 0; index < 8; index++)
        {
            await SetAsync(TestHost.Administrator, project, $"owner{index}", Role.Owner);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(
            async () => await (index % 2 == 0 ? _host : other).Members.RemoveAsync(TestHost.Administrator, project.Id, $"owner{index}", null, Token), Token)));

        var members = await _host.Members.ListAsync(TestHost.Administrator, project.Id, 10, cancellationToken: Token);
        Assert.NotEmpty(members.Value!.Items);
    }

    [Fact]
    public async Task RemoveAsync_NoMember_IsNotFound()
    {
        var project = await _host.AddProjectAsync();

        Assert.Equal(CommandOutcome.NotFound, (await _host.Members.RemoveAsync(TestHost.Administrator, project.Id, "nobody", null, Token)).Outcome);
    }

    [Fact]
    public async Task SetAsync_MemberOfAnotherProject_ChangesOnlyThisOne()
    {
        var first = await _host.AddProjectAsync("g/a");
        var second = await _host.AddProjectAsync("g/b");
        await SetAsync(TestHost.Administrator, first, "ann", Role.Owner);
        await SetAsync(TestHost.Administrator, second, "ann", Role.Guest);

        Assert.Equal(Role.Owner, await _host.Members.FindRoleAsync(first.Id, "ann", Token));
        Assert.Equal(CommandOutcome.Refused, (await SetAsync(TestHost.User("ann"), second, "bob", Role.Guest)).Outcome);
    }

    [Fact]
    public async Task ListAsync_Reporter_SeesMembersByIdAndGuestDoesNot()
    {
        var project = await _host.AddProjectAsync("g/a", Role.Reporter, Role.Guest, Role.Owner);

        var page = await _host.Members.ListAsync(TestHost.As(Role.Reporter), project.Id, 10, cancellationToken: Token);
        var refused = await _host.Members.ListAsync(TestHost.As(Role.Guest), project.Id, 10, cancellationToken: Token);

        Assert.Equal(["guest", "owner", "reporter"], page.Value!.Items.Select(member => member.ActorId));
        Assert.Equal(CommandOutcome.Refused, refused.Outcome);
    }

    [Fact]
    public async Task Changes_AreAudited()
    {
        var project = await _host.AddProjectAsync();
        foreach (var role in (Role?[])[Role.Guest, Role.Reporter, null])
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            _ = role is { } given
                ? await SetAsync(TestHost.Administrator, project, "ann", given)
                : await _host.Members.RemoveAsync(TestHost.Administrator, project.Id, "ann", null, Token);
        }

        var entries = (await _host.Audit.ReadAsync(project.Id, 3, cancellationToken: Token)).Items;

        Assert.Equal(["member.removed", "member.changed", "member.added"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal("member:ann", entry.Subject));
        Assert.Contains("\"role\":\"Guest\"", entries[1].Before, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private ValueTask<CommandResult<Member>> SetAsync(Actor actor, Project project, string actorId, Role role) =>
        _host.Members.SetAsync(actor, new Member { ProjectId = project.Id, ActorId = actorId, Role = role }, null, Token);
}
