using System.Text.Json;
using Monitoring.ErrorTracking.Backends.Reading;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.ErrorTracking.Backends.Integrated;

/// <summary>Makes events of this product into the shape that all back ends share. One whose payload was not kept has its facts alone.</summary>
internal static class IntegratedEvents
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    public static BackendEvent Of(EventDetails details)
    {
        using var document = details.Normalized.IsEmpty ? null : JsonDocument.Parse(details.Normalized, Options);
        var payload = document?.RootElement ?? default;
        var row = details.Event.Event;
        return new BackendEvent
        {
            Id = row.EventId.ToString(),
            IssueId = details.Event.IssueId.ToString(),
            Timestamp = row.Timestamp,
            Title = row.Title,
            Message = BackendEventReader.Message(payload),
            Platform = row.Platform,
            Release = row.Release,
            Environment = row.Environment,
            Tags = row.Tags,
            Exceptions = BackendEventReader.Exceptions(payload),
        };
    }
}
