using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>The commits of a release.</summary>
internal sealed record CommitsDocument
{
    public required string Version { get; init; }

    public required ImmutableArray<ReleaseCommit> Commits { get; init; }
}
