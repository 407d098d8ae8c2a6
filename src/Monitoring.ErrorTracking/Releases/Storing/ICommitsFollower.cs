using System.Collections.Immutable;
using Monitoring.Access;

namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>Does what commits ask for when they are attached to a release.</summary>
internal interface ICommitsFollower
{
    /// <summary>Called after they were attached, again when they are attached again.</summary>
    ValueTask FollowAsync(Actor actor, ProjectId project, string release, ImmutableArray<ReleaseCommit> commits, CancellationToken cancellationToken);
}
