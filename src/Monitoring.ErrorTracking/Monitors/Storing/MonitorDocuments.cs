using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>How monitors and their check-ins lie in the document store: in the partition of their project.</summary>
internal static class MonitorDocuments
{
    public const string BySlug = "slug";
    public const string ByMonitor = "monitor";
    public const string ByEnvironment = "environment";

    /// <summary>The kind of the timers that judge, one for each monitor and environment.</summary>
    public const string JudgeTimer = "monitor-judge";

    /// <summary>The kind of the timers that remove old check-ins, one for each monitor.</summary>
    public const string SweepTimer = "monitor-sweep";

    public static DocumentType<MonitorDocument> Monitors { get; } = new(
        "monitor",
        MonitorJson.Default.MonitorDocument,
        monitor => monitor.Slug,
        [new DocumentIndex<MonitorDocument>(BySlug, monitor => IndexKey.Empty.Add(monitor.Slug))]);

    public static DocumentType<EnvironmentDocument> Environments { get; } = new(
        "monitor-environment",
        MonitorJson.Default.EnvironmentDocument,
        environment => environment.Key,
        [new DocumentIndex<EnvironmentDocument>(ByMonitor, environment => IndexKey.Empty.Add(environment.MonitorId).Add(environment.State.Name))]);

    public static DocumentType<CheckInDocument> CheckIns { get; } = new(
        "monitor-check-in",
        MonitorJson.Default.CheckInDocument,
        document => CheckInDocument.KeyOf(document.MonitorId, document.CheckIn.Id),
        [
            new DocumentIndex<CheckInDocument>(ByMonitor, document => IndexKey.Empty.Add(document.MonitorId).Add(document.CheckIn.StartedAt)),
            new DocumentIndex<CheckInDocument>(
                ByEnvironment, document => IndexKey.Empty.Add(document.MonitorId).Add(document.CheckIn.Environment).Add(document.CheckIn.StartedAt)),
        ]);

    public static DocumentType<UptimeDocument> Uptime { get; } = new("monitor-uptime", MonitorJson.Default.UptimeDocument, _ => UptimeDocument.Key);

    public static ImmutableArray<DocumentType> All { get; } = [Monitors, Environments, CheckIns, Uptime];

    public static TimerKey JudgeOf(EntityId monitor, string environment) => new() { Kind = JudgeTimer, Key = EnvironmentDocument.KeyOf(monitor, environment) };

    public static TimerKey SweepOf(EntityId monitor) => new() { Kind = SweepTimer, Key = monitor.ToString() };
}
