using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Metrics;

/// <summary>The custom metrics of projects: written by SDKs, by hosts and over the API, and read as series.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, writing <see cref="Permission.WriteMetrics"/>. The only expected exception is
/// <see cref="StorageUnavailableException"/>. Names, units and tags are kept as they were cleaned; values beyond the bounds of docs/metrics.md are told in the answer.
/// </remarks>
public interface IMetricSeries
{
    /// <summary>The most points of one call of <see cref="AddAsync"/>.</summary>
    const int MaxPoints = 1_000;

    /// <summary>Adds points; what is answered as accepted is durable.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="points">The points. Adding the same twice counts twice.</param>
    /// <param name="cancellationToken">Stops waiting; what was let in is added all the same.</param>
    /// <returns>What became of them; <see cref="CommandOutcome.Invalid"/> when none could be taken.</returns>
    ValueTask<CommandResult<MetricWriteResult>> AddAsync(
        Actor actor, ProjectId project, ImmutableArray<MetricPoint> points, CancellationToken cancellationToken = default);

    /// <summary>Lists metrics by name.</summary>
    ValueTask<CommandResult<Page<MetricInfo>>> ListAsync(Actor actor, ProjectId project, MetricSearch search, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the course of a metric. What is wrong with the query is <see cref="CommandOutcome.Invalid"/>, also when several metrics have the name and the query does
    /// not say which; not found when there is none in that time.
    /// </summary>
    ValueTask<CommandResult<MetricResult>> QueryAsync(Actor actor, ProjectId project, MetricQuery query, CancellationToken cancellationToken = default);
}
