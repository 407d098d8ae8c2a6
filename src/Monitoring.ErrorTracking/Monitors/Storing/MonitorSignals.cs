using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>The signals about monitors, as they are committed with what caused them.</summary>
internal static class MonitorSignals
{
    public static SignalType<MonitorFailed> Failed { get; } = new("monitor-failed", MonitorSignalJson.Default.MonitorFailed);

    public static SignalType<MonitorRecovered> Recovered { get; } = new("monitor-recovered", MonitorSignalJson.Default.MonitorRecovered);

    public static ImmutableArray<SignalType> All { get; } = [Failed, Recovered];

    public static SignalEntry Entry(Partition partition, MonitorDocument monitor, Change change, EntityId id, DateTimeOffset now)
    {
        var project = new ProjectId(partition.Value);
        return change.IsFailure ? Entry(Failed, FailedOf(project, monitor, change), id, now) : Entry(Recovered, RecoveredOf(project, monitor, change), id, now);
    }

    private static SignalEntry Entry<T>(SignalType<T> type, T signal, EntityId id, DateTimeOffset now)
        where T : MonitorSignal => new() { Id = id, Type = type.Name, AggregateId = signal.AggregateId, OccurredAt = now, Body = type.Serialize(signal) };

    private static MonitorFailed FailedOf(ProjectId project, MonitorDocument monitor, Change change) => new()
    {
        ProjectId = project,
        MonitorId = monitor.Id,
        Slug = monitor.Slug,
        Name = NameOf(monitor),
        Environment = change.CheckIn.Environment,
        IncidentId = change.Incident.Id,
        CheckInId = change.CheckIn.Id,
        InARow = change.Streak,
        Owner = monitor.Settings.Owner,
        Release = change.CheckIn.Release,
        StartedAt = change.CheckIn.StartedAt,
        Failure = change.CheckIn.Status switch
        {
            CheckInStatus.Missed => MonitorFailure.Missed,
            CheckInStatus.TimedOut => MonitorFailure.TimedOut,
            _ => MonitorFailure.Error,
        },
    };

    private static MonitorRecovered RecoveredOf(ProjectId project, MonitorDocument monitor, Change change) => new()
    {
        ProjectId = project,
        MonitorId = monitor.Id,
        Slug = monitor.Slug,
        Name = NameOf(monitor),
        Environment = change.CheckIn.Environment,
        IncidentId = change.Incident.Id,
        CheckInId = change.CheckIn.Id,
        InARow = change.Streak,
        Owner = monitor.Settings.Owner,
        Release = change.CheckIn.Release,
    };

    private static string NameOf(MonitorDocument monitor) => monitor.Settings.Name.Length > 0 ? monitor.Settings.Name : monitor.Slug;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MonitorFailed))]
[JsonSerializable(typeof(MonitorRecovered))]
internal sealed partial class MonitorSignalJson : JsonSerializerContext;
