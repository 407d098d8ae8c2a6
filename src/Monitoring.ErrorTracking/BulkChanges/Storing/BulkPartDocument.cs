using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.BulkChanges.Storing;

/// <summary>Some of the issues that a job found, with the versions that they had.</summary>
internal sealed record BulkPartDocument
{
    public required EntityId JobId { get; init; }

    public required int Number { get; init; }

    public required ImmutableArray<long> Issues { get; init; }

    public required ImmutableArray<long> Versions { get; init; }
}
