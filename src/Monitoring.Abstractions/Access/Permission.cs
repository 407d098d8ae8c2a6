namespace Monitoring.Access;

/// <summary>
/// Something that a command needs to be allowed. <see cref="PermissionTable"/> says which role may.
/// </summary>
public enum Permission
{
    /// <summary>See the project itself, its name and features.</summary>
    ReadProject,

    /// <summary>Create projects; for administrators of the host alone.</summary>
    CreateProject,

    /// <summary>Rename a project and change the settings of its features.</summary>
    ChangeProjectSettings,

    /// <summary>Switch a feature of a project on or off.</summary>
    SwitchFeatures,

    /// <summary>Delete a project with all its data.</summary>
    DeleteProject,

    /// <summary>See who is a member with which role.</summary>
    ReadMembers,

    /// <summary>Add, change and remove members.</summary>
    ManageMembers,

    /// <summary>Read the audit log of a project.</summary>
    ReadAudit,

    /// <summary>See issues and events with their stack traces.</summary>
    ReadErrors,

    /// <summary>Resolve, ignore, assign, merge and unmerge issues.</summary>
    UpdateErrors,

    /// <summary>Delete issues with their events.</summary>
    DeleteErrors,

    /// <summary>Read the content of attachments, out of which nothing was scrubbed.</summary>
    ReadAttachments,

    /// <summary>Create, finish and delete releases, record deploys and commits, and upload source maps.</summary>
    ManageReleases,

    /// <summary>Read and change client keys (DSNs), quotas and filters.</summary>
    ManageClientKeys,

    /// <summary>See what was accepted, limited and refused.</summary>
    ReadOutcomes,

    /// <summary>See, replay and discard signals that could not be handled; for administrators of the host alone.</summary>
    ManageSignals,

    /// <summary>Add values to custom metrics.</summary>
    WriteMetrics,

    /// <summary>Have all that the host keeps, of every project, written to an archive; for administrators of the host alone.</summary>
    ManageArchives,
}
