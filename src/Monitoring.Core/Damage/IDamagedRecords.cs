using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.Core.Damage;

/// <summary>Shows what of a project's documents cannot be read, after damage on the disk or a step back to older code, and takes it away.</summary>
/// <remarks>Safe to call on many threads. Needs <see cref="Permission.ChangeProjectSettings"/>.</remarks>
public interface IDamagedRecords
{
    /// <summary>Looks through some thousand documents of a project; the page may be empty and still not be the last.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<DamagedRecord>>> ListAsync(Actor actor, ProjectId project, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a record that cannot be read, so that it can be made anew. What it was is in the audit log in the same commit. One that can be read stays as it is
    /// (<see cref="CommandOutcome.Conflict"/>), and so does an entry of the audit log.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="type">The kind of record, see <see cref="DamagedRecord.Type"/>.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The record as it was.</returns>
    ValueTask<CommandResult<DamagedRecord>> DeleteAsync(Actor actor, ProjectId project, string type, string key, CancellationToken cancellationToken = default);
}
