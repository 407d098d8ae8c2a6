using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api.Events;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>An event in a list. Payloads are not read for lists, so it has no user and no message of its own.</summary>
internal sealed record SentryEventRowDocument
{
    public required string Id { get; init; }

    [JsonPropertyName("eventID")]
    public required string EventId { get; init; }

    [JsonPropertyName("groupID")]
    public required string GroupId { get; init; }

    [JsonPropertyName("projectID")]
    public required string ProjectId { get; init; }

    [JsonPropertyName("event.type")]
    public required string EventType { get; init; }

    public required string Title { get; init; }

    public required string Message { get; init; }

    public required string Culprit { get; init; }

    public string? Location { get; }

    public string? User { get; }

    public required ImmutableArray<EventTagDocument> Tags { get; init; }

    public required string Platform { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public string? CrashFile { get; }

    public static SentryEventRowDocument Of(StoredEvent stored)
    {
        var row = stored.Event;
        return new SentryEventRowDocument
        {
            Id = row.EventId.ToString(),
            EventId = row.EventId.ToString(),
            GroupId = stored.IssueId.ToString(),
            ProjectId = row.ProjectId.ToString(),
            EventType = row.Type,
            Title = row.Title,
            Message = row.Title,
            Culprit = row.Culprit,
            Tags = [.. row.Tags.Select(tag => new EventTagDocument { Key = tag.Key, Value = tag.Value })],
            Platform = row.Platform,
            DateCreated = row.Timestamp,
        };
    }
}
