using System.Text.Json;
using Monitoring.ErrorTracking.Backends.Reading;

namespace Monitoring.ErrorTracking.Backends.Sentry.Answers;

/// <summary>Reads an event as Sentry's web API tells of it.</summary>
internal static class SentryEventReader
{
    /// <summary>Reads an event, or names the field that is missing.</summary>
    public static BackendEvent? Read(JsonElement payload, string issueId, out string? fault)
    {
        var id = payload.Text("eventID") ?? payload.Text("id");
        fault = EventId.TryParse(id, out var eventId) ? null : "eventID";
        return fault is not null ? null : new BackendEvent
        {
            Id = eventId.ToString(),
            IssueId = payload.Text("groupID") ?? issueId,
            Timestamp = payload.Instant("dateCreated"),
            Title = payload.Text("title") ?? "",
            Message = BackendEventReader.Message(payload),
            Platform = payload.Text("platform") ?? "",
            Release = payload.Member("release").Text("version") ?? payload.Text("release"),
            Environment = payload.Text("environment") ?? BackendEventReader.Tags(payload).FirstOrDefault(tag => tag.Key == "environment")?.Value,
            Tags = BackendEventReader.Tags(payload),
            Exceptions = BackendEventReader.Exceptions(payload),
        };
    }
}
