using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Projects;

/// <summary>The client keys of projects. Commands need <see cref="Permission.ManageClientKeys"/>.</summary>
public interface IClientKeyDirectory
{
    /// <summary>
    /// Finds a key, active or not; the hot path of intake, answered from memory when it was read lately.
    /// <see langword="null"/> when there is none.
    /// </summary>
    ValueTask<ClientKey?> FindAsync(PublicKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads a key of a project with its version, for a change of it.</summary>
    ValueTask<CommandResult<ClientKey>> GetAsync(Actor actor, ProjectId project, PublicKey key, CancellationToken cancellationToken = default);

    /// <summary>Lists the keys of a project, the oldest first.</summary>
    ValueTask<CommandResult<Page<Versioned<ClientKey>>>> ListAsync(
        Actor actor, ProjectId project, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a key to a project. With a <see langword="default"/> <paramref name="publicKey"/> a new one of 32 random
    /// hexadecimal digits is made.
    /// </summary>
    ValueTask<CommandResult<ClientKey>> CreateAsync(
        Actor actor, ProjectId project, ClientKeySettings settings, PublicKey publicKey = default, CancellationToken cancellationToken = default);

    /// <summary>Changes the settings of a key; an inactive key is refused at intake.</summary>
    ValueTask<CommandResult<ClientKey>> UpdateAsync(
        Actor actor, ProjectId project, PublicKey key, ClientKeySettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a key; what is sent with it is refused like what is sent with a key that never was. To keep telling refusals apart, revoke it instead:
    /// <see cref="ClientKeySettings.IsActive"/>.
    /// </summary>
    /// <returns>The key as it was.</returns>
    ValueTask<CommandResult<ClientKey>> DeleteAsync(
        Actor actor, ProjectId project, PublicKey key, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
