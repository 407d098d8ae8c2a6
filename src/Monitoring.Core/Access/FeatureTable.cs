using Monitoring.Access;
using Monitoring.Projects;

namespace Monitoring.Core.Access;

/// <summary>Which feature must be switched on in a project before a permission is worth anything; settings can be made before.</summary>
internal static class FeatureTable
{
    public static Feature? Needs(Permission permission) => permission switch
    {
        Permission.ReadErrors or Permission.UpdateErrors or Permission.DeleteErrors or Permission.ManageReleases => Feature.ErrorTracking,
        _ => null,
    };
}
