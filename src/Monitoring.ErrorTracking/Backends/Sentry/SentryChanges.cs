using System.Buffers;
using System.Text.Json;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Backends.Sentry;

/// <summary>Writes a change in Sentry's words.</summary>
internal static class SentryChanges
{
    public static ReadOnlyMemory<byte> Write(BackendIssueChange change, DateTimeOffset now)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            if (change.Status is { } status)
            {
                WriteStatus(writer, status, now);
            }

            if (change.Assigns)
            {
                writer.WriteString("assignedTo"u8, change.Assignee ?? "");
            }

            writer.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    private static void WriteStatus(Utf8JsonWriter writer, IssueStatusChange change, DateTimeOffset now)
    {
        writer.WriteString("status"u8, change.Status switch
        {
            IssueStatus.Resolved => "resolved"u8,
            IssueStatus.Ignored => "ignored"u8,
            _ => "unresolved"u8,
        });
        if (change.Ignore is { UntilEscalating: true })
        {
            writer.WriteString("substatus"u8, "archived_until_escalating"u8);
        }

        writer.WriteStartObject("statusDetails"u8);
        if (change.InNextRelease)
        {
            writer.WriteBoolean("inNextRelease"u8, true);
        }
        else if (!change.InReleases.IsEmpty)
        {
            // Sentry knows one.
            writer.WriteString("inRelease"u8, change.InReleases[0]);
        }

        if (change.Ignore is { } conditions)
        {
            WriteConditions(writer, conditions, now);
        }

        writer.WriteEndObject();
    }

    private static void WriteConditions(Utf8JsonWriter writer, IgnoreConditions conditions, DateTimeOffset now)
    {
        if (conditions.Until is { } until)
        {
            writer.WriteNumber("ignoreDuration"u8, Minutes(until - now));
        }

        if ((conditions.Events ?? conditions.Rate?.Count) is { } events)
        {
            writer.WriteNumber("ignoreCount"u8, events);
        }

        if (conditions is { Events: null, Rate: { } rate })
        {
            writer.WriteNumber("ignoreWindow"u8, Minutes(rate.Window));
        }

        if (conditions.Users is { } users)
        {
            writer.WriteNumber("ignoreUserCount"u8, users);
        }
    }

    private static long Minutes(TimeSpan length) => (long)Math.Max(1, Math.Ceiling(length.TotalMinutes));
}
