using System.Text.Json;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.ErrorTracking.BulkChanges.Storing;

namespace Monitoring.ErrorTracking.BulkChanges.Running;

/// <summary>What the audit log says of jobs, beside the change of each issue.</summary>
internal static class BulkAudit
{
    public static AuditEntry Started(BulkJob job, Actor actor, TimeProvider timeProvider) =>
        Of(job, actor, "issues.update-started", timeProvider) with { After = JsonSerializer.Serialize(job.Change, BulkJson.Default.BulkChange) };

    public static AuditEntry Ended(BulkJob job, Actor actor, TimeProvider timeProvider) => Of(job, actor, "issues.update-ended", timeProvider) with { After = Counts(job) };

    public static AuditEntry Cancelled(BulkJob job, Actor actor, TimeProvider timeProvider) => Of(job, actor, "issues.update-cancelled", timeProvider) with { After = Counts(job) };

    private static AuditEntry Of(BulkJob job, Actor actor, string action, TimeProvider timeProvider) =>
        AuditEntry.Of(actor, job.ProjectId, action, $"issue-update:{job.Id}", timeProvider);

    private static string Counts(BulkJob job) => FormattableString.Invariant($"{job.Found} found, {job.Changed} changed, {job.Skipped} skipped, {job.Failed} failed");
}
