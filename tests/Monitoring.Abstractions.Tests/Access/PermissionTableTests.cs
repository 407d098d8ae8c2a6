using Monitoring.Access;

namespace Monitoring.Tests.Access;

public sealed class PermissionTableTests
{
    public static TheoryData<Permission> Permissions => [.. Enum.GetValues<Permission>()];

    [Theory]
    [MemberData(nameof(Permissions))]
    public void Every_permission_has_a_row(Permission permission)
    {
        var lowest = PermissionTable.LowestRole(permission);

        Assert.True(lowest is null || Enum.IsDefined(lowest.Value));
    }

    [Theory]
    [MemberData(nameof(Permissions))]
    public void A_higher_role_may_all_that_a_lower_one_may(Permission permission)
    {
        var allowed = Enum.GetValues<Role>().Order().Select(role => PermissionTable.Allows(role, permission)).ToList();

        Assert.Equal(allowed.Order(), allowed);
    }

    /// <summary>GitLab's rules for its error tracking.</summary>
    [Theory]
    [InlineData(Permission.ReadErrors, Role.Reporter)]
    [InlineData(Permission.UpdateErrors, Role.Developer)]
    [InlineData(Permission.ReadAttachments, Role.Developer)]
    [InlineData(Permission.ManageClientKeys, Role.Maintainer)]
    [InlineData(Permission.ChangeProjectSettings, Role.Maintainer)]
    [InlineData(Permission.SwitchFeatures, Role.Owner)]
    public void The_lowest_role_is_that_of_GitLab(Permission permission, Role lowest)
    {
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(role >= lowest, PermissionTable.Allows(role, permission)));
    }

    [Theory]
    [InlineData(Permission.CreateProject)]
    [InlineData(Permission.ManageSignals)]
    [InlineData(Permission.ManageArchives)]
    public void What_concerns_the_host_is_for_its_administrators_alone(Permission permission)
    {
        Assert.All(Enum.GetValues<Role>(), role => Assert.False(PermissionTable.Allows(role, permission)));
    }

    [Fact]
    public void LowestRole_NoPermission_IsMisuse() => Assert.Throws<ArgumentOutOfRangeException>(() => PermissionTable.LowestRole((Permission)999));
}
