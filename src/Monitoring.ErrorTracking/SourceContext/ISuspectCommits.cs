using Monitoring.Access;
using Monitoring.Commands;

namespace Monitoring.ErrorTracking.SourceContext;

/// <summary>Finds the commit that may have brought an error. Reporters read.</summary>
public interface ISuspectCommits
{
    /// <summary>Looks through the commits between the release before that of an event and its own.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project of the event.</param>
    /// <param name="release">The release of the event, or <see langword="null"/>.</param>
    /// <param name="normalized">The event as it is shown: UTF-8 JSON in the names of the Sentry protocol, with source maps applied; empty when its payload was not kept.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The commit, or that there is none and why.</returns>
    ValueTask<CommandResult<SuspectCommit>> FindAsync(
        Actor actor, ProjectId project, string? release, ReadOnlyMemory<byte> normalized, CancellationToken cancellationToken = default);
}
