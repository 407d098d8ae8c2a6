namespace Monitoring.Access;

/// <summary>
/// The one table of who may do what. Later features add rows here and nowhere else.
/// </summary>
/// <remarks>
/// Reading errors from Reporter, working on them from Developer, settings from Maintainer and switching features from
/// Owner are GitLab's rules.
/// </remarks>
public static class PermissionTable
{
    /// <summary>
    /// The lowest role that holds a permission in its project, or <see langword="null"/> when only an administrator of
    /// the host holds it.
    /// </summary>
    public static Role? LowestRole(Permission permission) => permission switch
    {
        Permission.ReadProject => Role.Guest,
        Permission.ReadMembers => Role.Reporter,
        Permission.ReadErrors => Role.Reporter,
        Permission.ReadOutcomes => Role.Reporter,
        Permission.UpdateErrors => Role.Developer,
        Permission.ReadAttachments => Role.Developer,
        Permission.ManageReleases => Role.Developer,
        Permission.WriteMetrics => Role.Developer,
        Permission.DeleteErrors => Role.Maintainer,
        Permission.ManageClientKeys => Role.Maintainer,
        Permission.ChangeProjectSettings => Role.Maintainer,
        Permission.ManageMembers => Role.Maintainer,
        Permission.ReadAudit => Role.Maintainer,
        Permission.SwitchFeatures => Role.Owner,
        Permission.DeleteProject => Role.Owner,
        Permission.CreateProject => null,
        Permission.ManageSignals => null,
        Permission.ManageArchives => null,
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, "The permission has no row in the table."),
    };

    /// <summary>Whether a role holds a permission.</summary>
    public static bool Allows(Role role, Permission permission) => LowestRole(permission) is { } lowest && role >= lowest;
}
