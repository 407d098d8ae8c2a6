using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.SourceContext;

/// <summary>The code mappings of projects. Reporters read, maintainers change.</summary>
public interface ICodeMappings
{
    /// <summary>Reads the mappings of a project, in the order in which they are tried; the version is 0 when there have never been any.</summary>
    ValueTask<CommandResult<Page<CodeMapping>>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Sets the mappings of a project in place of those that it has.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="project">The project.</param>
    /// <param name="mappings">At most 100, tried in this order; the longest stack root that fits is taken.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting; the change may be made all the same.</param>
    ValueTask<CommandResult<Page<CodeMapping>>> SetAsync(
        Actor actor, ProjectId project, ImmutableArray<CodeMapping> mappings, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
