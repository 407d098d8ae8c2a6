using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.Core.Damage;

/// <summary>Shows what of a project's documents cannot be read, after damage on the disk or a step back to older code.</summary>
/// <remarks>Safe to call on many threads. Needs <see cref="Permission.ChangeProjectSettings"/>. Kinds of documents that are found by their key alone are not looked through.</remarks>
public interface IDamagedRecords
{
    /// <summary>Looks through some thousand documents of a project; the page may be empty and still not be the last.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<DamagedRecord>>> ListAsync(Actor actor, ProjectId project, string? cursor = null, CancellationToken cancellationToken = default);
}
