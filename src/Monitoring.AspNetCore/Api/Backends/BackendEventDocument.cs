using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.AspNetCore.Api.Events;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

[Description("An event with its stack traces.")]
internal sealed record BackendEventDocument
{
    public required string Id { get; init; }

    public required string IssueId { get; init; }

    public required DateTimeOffset? Timestamp { get; init; }

    public required string Title { get; init; }

    public required string Message { get; init; }

    public required string Platform { get; init; }

    public required string? Release { get; init; }

    public required string? Environment { get; init; }

    public required ImmutableArray<EventTagDocument> Tags { get; init; }

    [Description("The cause of the others first.")]
    public required ImmutableArray<BackendExceptionDocument> Exceptions { get; init; }

    public static BackendEventDocument Of(BackendEvent shown) => new()
    {
        Id = shown.Id,
        IssueId = shown.IssueId,
        Timestamp = shown.Timestamp,
        Title = shown.Title,
        Message = shown.Message,
        Platform = shown.Platform,
        Release = shown.Release,
        Environment = shown.Environment,
        Tags = [.. shown.Tags.Select(tag => new EventTagDocument { Key = tag.Key, Value = tag.Value })],
        Exceptions = [.. shown.Exceptions.Select(BackendExceptionDocument.Of)],
    };
}
