using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Events;

internal sealed record EventDocument
{
    [Description("32 hexadecimal digits.")]
    public required string Id { get; init; }

    public required string IssueId { get; init; }

    public required string ProjectId { get; init; }

    [Description("When it happened, corrected for the sender's clock.")]
    public required DateTimeOffset Timestamp { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Platform { get; init; }

    public required string Level { get; init; }

    public required string Title { get; init; }

    public required ImmutableArray<EventTagDocument> Tags { get; init; }

    [Description("The hashes that it groups by, the primary one first.")]
    public required ImmutableArray<string> Hashes { get; init; }

    [Description("Whether the payload is kept; of an event without it nothing but what stands here and its counts are there.")]
    public required bool HasPayload { get; init; }

    [Description("Whether somebody pinned it, so that it stays.")]
    public required bool Pinned { get; init; }

    [Description("The normalised event in the names of the Sentry protocol; null in lists, and when it was not kept.")]
    [JsonConverter(typeof(RawJsonConverter))]
    public required ReadOnlyMemory<byte> Payload { get; init; }

    public static EventDocument Of(StoredEvent stored, ReadOnlyMemory<byte> payload)
    {
        var row = stored.Event;
        return new EventDocument
        {
            Id = row.EventId.ToString(),
            IssueId = stored.IssueId.ToString(),
            ProjectId = row.ProjectId.ToString(),
            Timestamp = row.Timestamp,
            ReceivedAt = row.ReceivedAt,
            Platform = row.Platform,
            Level = Words.Of(row.Level),
            Title = row.Title,
            Tags = [.. row.Tags.Select(tag => new EventTagDocument { Key = tag.Key, Value = tag.Value })],
            Hashes = [.. row.Hashes.Select(hash => hash.ToString())],
            HasPayload = stored.HasPayload,
            Pinned = stored.IsPinned,
            Payload = payload,
        };
    }
}
