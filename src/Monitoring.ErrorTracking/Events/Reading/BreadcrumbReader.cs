using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads what happened before.</summary>
internal static class BreadcrumbReader
{
    public static ImmutableArray<Breadcrumb> ReadAll(ref JsonCursor json, EventScope scope) =>
        ListReader.Read(ref json, scope, new BoundedList<Breadcrumb>(0, Limits.Breadcrumbs), Read);

    private static Breadcrumb? Read(ref JsonCursor json, EventScope scope)
    {
        DateTimeOffset? timestamp = null;
        string? type = null;
        string? category = null;
        string? message = null;
        ErrorLevel? level = null;
        EventId? eventId = null;
        RawJson data = default;
        json.EnterObject();
        while (json.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 9 when name.SequenceEqual("timestamp"u8):
                    timestamp = scope.ReadInstant(ref json, "timestamp");
                    break;
                case 4 when name.SequenceEqual("type"u8):
                    type = scope.ReadName(ref json, "type", Limits.ShortName);
                    break;
                case 8 when name.SequenceEqual("category"u8):
                    category = scope.ReadName(ref json, "category", Limits.Name);
                    break;
                case 5 when name.SequenceEqual("level"u8):
                    level = scope.ReadLevel(ref json, "level");
                    break;
                case 7 when name.SequenceEqual("message"u8):
                    message = scope.ReadText(ref json, "message", Limits.Message);
                    break;
                case 4 when name.SequenceEqual("data"u8):
                    data = scope.ReadRawObject(ref json, "data", Limits.BreadcrumbData);
                    break;
                case 8 when name.SequenceEqual("event_id"u8):
                    eventId = scope.ReadEventId(ref json, "event_id");
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new Breadcrumb
        {
            Timestamp = timestamp,
            Type = string.IsNullOrEmpty(type) ? "default" : type,
            Category = category,
            Level = level ?? ErrorLevel.Info,
            Message = message,
            Data = data,
            EventId = eventId,
        };
    }
}
