using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>What a hash has counted, for summing up the issue that owns it.</summary>
internal sealed record HashSum
{
    public required GroupingHash Hash { get; init; }

    public required long Id { get; init; }

    public required long Events { get; init; }

    public required long FirstSeen { get; init; }

    public required long LastSeen { get; init; }

    public required long LatestReceived { get; init; }

    public required EventId LatestEvent { get; init; }

    public required long Texts { get; init; }

    /// <summary>The texts of its latest event that are searched; empty while no event had it.</summary>
    public required string[] Searched { get; init; }

    public required HashFacets Facets { get; init; }

    public required DistinctSketch Users { get; init; }
}
