using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>Whether projects keep attachments, and how many.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.ChangeProjectSettings"/>. A change holds
/// for what is received from then on, on each host within seconds; what is stored stays until it expires. The only expected exception is
/// <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IAttachmentSettings
{
    /// <summary>Reads the settings of a project, and what its attachments take.</summary>
    ValueTask<CommandResult<AttachmentSettingsView>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Puts other settings in place of a project's. Those out of range are <see cref="CommandOutcome.Invalid"/>; the reason begins with the setting.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<AttachmentSettingsView>> ReplaceAsync(
        Actor actor, ProjectId project, AttachmentSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
