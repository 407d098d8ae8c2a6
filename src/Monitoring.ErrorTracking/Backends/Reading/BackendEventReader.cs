using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Backends.Reading;

/// <summary>
/// Reads the stack traces of an event: as Sentry's web API tells them, in entries with numbered lines, and as the protocol has them, with lines before and after. The
/// names differ and do not collide, so one reader takes both.
/// </summary>
internal static class BackendEventReader
{
    /// <summary>The exceptions of an event, in their order.</summary>
    public static ImmutableArray<BackendException> Exceptions(JsonElement payload)
    {
        var data = Entry(payload, "exception");
        var values = data.ValueKind == JsonValueKind.Array ? data : data.Member("values");
        return [.. values.Items().Where(value => value.ValueKind == JsonValueKind.Object).Select(Exception)];
    }

    /// <summary>What the event says; empty when it says nothing.</summary>
    public static string Message(JsonElement payload)
    {
        var entry = Entry(payload, "message");
        var log = payload.Member("logentry");
        return entry.Text("formatted") ?? entry.Text("message") ?? log.Text("formatted") ?? log.Text("message") ?? payload.Text("message") ?? "";
    }

    public static ImmutableArray<EventTag> Tags(JsonElement payload) =>
    [
        .. payload.Member("tags").Items().Select(tag => (Key: tag.Text("key"), Value: tag.Text("value")))
            .Where(tag => tag is { Key: not null, Value: not null }).Select(tag => new EventTag { Key = tag.Key!, Value = tag.Value! }),
    ];

    private static JsonElement Entry(JsonElement payload, string type)
    {
        foreach (var entry in payload.Member("entries").Items())
        {
            if (entry.Text("type") == type)
            {
                return entry.Member("data");
            }
        }

        return type == "exception" ? payload.Member(type) : default;
    }

    private static BackendException Exception(JsonElement exception) => new()
    {
        Type = exception.Text("type") ?? "",
        Value = exception.Text("value") ?? "",
        Module = exception.Text("module"),
        Frames = [.. exception.Member("stacktrace").Member("frames").Items().Where(frame => frame.ValueKind == JsonValueKind.Object).Select(Frame)],
    };

    private static BackendFrame Frame(JsonElement frame) => new()
    {
        FileName = frame.Text("filename"),
        AbsolutePath = frame.Text("absPath") ?? frame.Text("abs_path"),
        Module = frame.Text("module"),
        Function = frame.Text("function"),
        Line = frame.Position("lineNo") ?? frame.Position("lineno"),
        Column = frame.Position("colNo") ?? frame.Position("colno"),
        InApp = frame.Flag("inApp") || frame.Flag("in_app"),
        Code = Code(frame),
    };

    private static ImmutableArray<BackendCodeLine> Code(JsonElement frame)
    {
        var numbered = frame.Member("context").Items().ToArray();
        if (numbered.Length > 0)
        {
            return
            [
                .. numbered.Where(pair => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[0].AsNumber() is >= int.MinValue and <= int.MaxValue)
                    .Select(pair => new BackendCodeLine { Number = (int)pair[0].AsNumber()!, Text = pair[1].AsText() ?? "" }),
            ];
        }

        if (frame.Position("lineno") is not { } line || frame.Text("context_line") is not { } text)
        {
            return [];
        }

        var before = frame.Member("pre_context").Items().Select(code => code.AsText() ?? "").ToArray();
        var lines = before.Append(text).Concat(frame.Member("post_context").Items().Select(code => code.AsText() ?? ""));
        return [.. lines.Select((code, index) => new BackendCodeLine { Number = line - before.Length + index, Text = code })];
    }
}
