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
        writer.WriteStartObject("statusDetails"u8);
        if (change.InRelease is { } release)
        {
            writer.WriteString("inRelease"u8, release);
        }

        if (change.Until is { } until)
        {
            writer.WriteNumber("ignoreDuration"u8, (long)Math.Max(1, Math.Ceiling((until - now).TotalMinutes)));
        }

        if (change.Events is { } events)
        {
            writer.WriteNumber("ignoreCount"u8, events);
        }

        writer.WriteEndObject();
    }
}
