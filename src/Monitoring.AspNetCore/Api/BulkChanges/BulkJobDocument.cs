using System.ComponentModel;
using Monitoring.ErrorTracking.BulkChanges;

namespace Monitoring.AspNetCore.Api.BulkChanges;

[Description("A change of many issues on its way.")]
internal sealed record BulkJobDocument
{
    public required string Id { get; init; }

    [Description("finding: the issues are looked for; changing; done; cancelled.")]
    public required string State { get; init; }

    [Description("Who wants it.")]
    public required string ActorId { get; init; }

    [Description("The search that finds the issues, or null when they were named.")]
    public required string? Query { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    [Description("How many issues were found so far.")]
    public required int Found { get; init; }

    [Description("How many were changed.")]
    public required int Changed { get; init; }

    [Description("How many were left alone: they were gone, or somebody or an event had changed them after they were found.")]
    public required int Skipped { get; init; }

    [Description("How many could not be changed.")]
    public required int Failed { get; init; }

    [Description("Why the first of these could not.")]
    public required string? FirstFailure { get; init; }

    [Description("Whether more issues matched than one call changes, 100000; the others were not looked at.")]
    public required bool Truncated { get; init; }

    public static BulkJobDocument Of(BulkJob job) => new()
    {
        Id = job.Id.ToString(),
        State = Words.Of(job.State),
        ActorId = job.ActorId,
        Query = job.Change.Query,
        StartedAt = job.StartedAt,
        EndedAt = job.EndedAt,
        Found = job.Found,
        Changed = job.Changed,
        Skipped = job.Skipped,
        Failed = job.Failed,
        FirstFailure = job.FirstFailure,
        Truncated = job.IsTruncated,
    };
}
