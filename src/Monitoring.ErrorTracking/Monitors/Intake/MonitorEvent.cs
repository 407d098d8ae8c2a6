using System.Text.Json;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Monitors.Intake;

/// <summary>Writes the event that stands for a failed monitor, in the form of those that SDKs send.</summary>
internal static class MonitorEvent
{
    public static ReadOnlyMemory<byte> Write(MonitorFailed signal, DateTimeOffset at)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event_id", signal.IncidentId.Value.ToString("N"));
            json.WriteString("timestamp", at);
            json.WriteString("platform", "other");
            json.WriteString("level", "error");
            json.WriteString("message", $"Cron failure: {signal.Slug}");
            json.WriteString("environment", signal.Environment);
            if (signal.Release is { } release)
            {
                json.WriteString("release", release);
            }

            WriteFingerprint(json, signal);
            json.WriteStartObject("tags");
            json.WriteString("monitor.slug", signal.Slug);
            json.WriteString("monitor.id", signal.MonitorId.ToString());
            json.WriteString("monitor.incident", signal.IncidentId.ToString());
            json.WriteEndObject();
            WriteContext(json, signal);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>One issue for each monitor and environment.</summary>
    private static void WriteFingerprint(Utf8JsonWriter json, MonitorFailed signal)
    {
        json.WriteStartArray("fingerprint");
        json.WriteStringValue("monitor");
        json.WriteStringValue(signal.MonitorId.ToString());
        json.WriteStringValue(signal.Environment);
        json.WriteEndArray();
    }

    private static void WriteContext(Utf8JsonWriter json, MonitorFailed signal)
    {
        json.WriteStartObject("contexts");
        json.WriteStartObject("monitor");
        json.WriteString("name", signal.Name);
        json.WriteString("failure", signal.Failure switch
        {
            MonitorFailure.Missed => "missed: it did not begin in time",
            MonitorFailure.TimedOut => "timeout: it did not end in time",
            _ => "error: it said that it failed",
        });
        json.WriteString("started_at", signal.StartedAt);
        json.WriteString("check_in_id", signal.CheckInId.ToString("N"));
        json.WriteNumber("failures_in_a_row", signal.InARow);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
