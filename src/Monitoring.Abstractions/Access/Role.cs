namespace Monitoring.Access;

/// <summary>
/// What a member may do in a project. The numbers are GitLab's access levels; a higher role may do all that a lower
/// one may.
/// </summary>
public enum Role
{
    /// <summary>Sees incidents that are not confidential.</summary>
    Guest = 10,

    /// <summary>As <see cref="Guest"/>, and sees and edits confidential incidents.</summary>
    Planner = 15,

    /// <summary>Reads errors, creates incidents.</summary>
    Reporter = 20,

    /// <summary>Works on errors, alerts and incidents.</summary>
    Developer = 30,

    /// <summary>Changes a project's settings.</summary>
    Maintainer = 40,

    /// <summary>Switches features on and off and deletes.</summary>
    Owner = 50,
}
