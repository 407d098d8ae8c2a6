using System.Text.Json;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>Writes exceptions, threads and stack traces: in the web API frames have their lines of code as numbered pairs.</summary>
internal static class StackWriter
{
    public static void WriteException(Utf8JsonWriter writer, JsonElement exception)
    {
        writer.Take("type"u8, exception, "type"u8);
        writer.Take("value"u8, exception, "value"u8);
        writer.Take("module"u8, exception, "module"u8);
        writer.Take("threadId"u8, exception, "thread_id"u8);
        writer.Take("mechanism"u8, exception, "mechanism"u8);
        WriteTraceOf(writer, "stacktrace"u8, exception, "stacktrace");
        WriteTraceOf(writer, "rawStacktrace"u8, exception, "raw_stacktrace");
    }

    public static void WriteThread(Utf8JsonWriter writer, JsonElement thread)
    {
        writer.Take("id"u8, thread, "id"u8);
        writer.Take("name"u8, thread, "name"u8);
        writer.Take("crashed"u8, thread, "crashed"u8);
        writer.Take("current"u8, thread, "current"u8);
        writer.Take("state"u8, thread, "state"u8);
        WriteTraceOf(writer, "stacktrace"u8, thread, "stacktrace");
        WriteTraceOf(writer, "rawStacktrace"u8, thread, "raw_stacktrace");
    }

    public static void WriteTrace(Utf8JsonWriter writer, JsonElement trace)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("frames"u8);
        foreach (var frame in Frames(trace))
        {
            WriteFrame(writer, frame);
        }

        writer.WriteEndArray();
        writer.WriteNull("framesOmitted"u8);
        writer.Take("registers"u8, trace, "registers"u8);
        writer.WriteBoolean("hasSystemFrames"u8, Frames(trace).Any(IsSystem));
        writer.WriteEndObject();
    }

    public static bool HasSystemFrames(JsonElement exception) =>
        exception.TryGetProperty("stacktrace"u8, out var trace) && Frames(trace).Any(IsSystem);

    private static IEnumerable<JsonElement> Frames(JsonElement trace) =>
        trace.ValueKind == JsonValueKind.Object && trace.TryGetProperty("frames"u8, out var frames) && frames.ValueKind == JsonValueKind.Array
            ? frames.EnumerateArray().Where(frame => frame.ValueKind == JsonValueKind.Object)
            : [];

    private static bool IsSystem(JsonElement frame) => !(frame.TryGetProperty("in_app"u8, out var inApp) && inApp.ValueKind == JsonValueKind.True);

    private static void WriteTraceOf(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement owner, string member)
    {
        writer.WritePropertyName(name);
        if (owner.TryGetProperty(member, out var trace) && trace.ValueKind == JsonValueKind.Object)
        {
            WriteTrace(writer, trace);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void WriteFrame(Utf8JsonWriter writer, JsonElement frame)
    {
        writer.WriteStartObject();
        writer.Take("filename"u8, frame, "filename"u8);
        writer.Take("absPath"u8, frame, "abs_path"u8);
        writer.Take("module"u8, frame, "module"u8);
        writer.Take("package"u8, frame, "package"u8);
        writer.Take("platform"u8, frame, "platform"u8);
        writer.Take("instructionAddr"u8, frame, "instruction_addr"u8);
        writer.Take("symbolAddr"u8, frame, "symbol_addr"u8);
        writer.Take("function"u8, frame, "function"u8);
        writer.Take("rawFunction"u8, frame, "raw_function"u8);
        writer.Take("symbol"u8, frame, "symbol"u8);
        writer.Take("lineNo"u8, frame, "lineno"u8);
        writer.Take("colNo"u8, frame, "colno"u8);
        writer.Take("trust"u8, frame, "trust"u8);
        writer.TakeOr("inApp"u8, frame, "in_app"u8, "false"u8);
        writer.Take("vars"u8, frame, "vars"u8);
        writer.WriteNull("errors"u8);
        WriteContext(writer, frame);
        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, JsonElement frame)
    {
        writer.WriteStartArray("context"u8);
        if (frame.TryGetProperty("lineno"u8, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var line)
            && frame.TryGetProperty("context_line"u8, out var text) && text.ValueKind == JsonValueKind.String)
        {
            var before = Lines(frame, "pre_context");
            WriteLines(writer, before, line - before.Count);
            WriteLines(writer, [text], line);
            WriteLines(writer, Lines(frame, "post_context"), line + 1);
        }

        writer.WriteEndArray();
    }

    private static List<JsonElement> Lines(JsonElement frame, string member) =>
        frame.TryGetProperty(member, out var lines) && lines.ValueKind == JsonValueKind.Array ? [.. lines.EnumerateArray()] : [];

    private static void WriteLines(Utf8JsonWriter writer, List<JsonElement> lines, long first)
    {
        foreach (var line in lines)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(first++);
            writer.Raw(line);
            writer.WriteEndArray();
        }
    }
}
