using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Commits;

/// <summary>Makes one commit of the work of many callers.</summary>
/// <typeparam name="TWork">What a caller wants to become true.</typeparam>
/// <typeparam name="TAnswer">What a caller is told.</typeparam>
internal interface ICommitPlanner<TWork, TAnswer>
{
    /// <summary>
    /// Reads how things stand and says what is to be committed, with the versions that were read. Called anew when somebody else was faster; keeps nothing
    /// between two calls.
    /// </summary>
    /// <param name="partition">Where all of it lies.</param>
    /// <param name="works">In the order in which they came.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommitPlan<TAnswer>> PlanAsync(Partition partition, ImmutableArray<TWork> works, CancellationToken cancellationToken);
}
