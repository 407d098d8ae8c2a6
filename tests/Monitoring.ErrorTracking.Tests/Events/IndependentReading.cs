using System.Text.Json;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>Reads the same JSON by another way, as far as it is well-formed, and compares what grouping and people need.</summary>
internal static class IndependentReading
{
    public static void AssertSame(JsonElement json, ErrorEvent actual)
    {
        if (Text(json, "event_id") is { } id && Guid.TryParse(id, out var guid) && guid != Guid.Empty)
        {
            Assert.Equal(guid, actual.Id.Value);
        }

        AssertExceptions(json, actual);
        AssertThreads(json, actual);
        AssertMessage(json, actual);
        AssertTags(json, actual);
        AssertUser(json, actual);
        AssertKeptAsText(json, actual);
    }

    private static void AssertExceptions(JsonElement json, ErrorEvent actual)
    {
        var expected = Values(Property(json, "exception") ?? Property(json, "sentry.interfaces.Exception"))
            .Where(exception => Text(exception, "type") is not null || Property(exception, "value") is not null || Frames(exception).Length > 0).ToArray();
        Assert.Equal(expected.Length, actual.Exceptions.Length);
        foreach (var (left, right) in expected.Zip(actual.Exceptions))
        {
            AssertText(Text(left, "type"), right.Type);
            AssertText(Text(left, "value"), right.Value);
            AssertText(Text(left, "module"), right.Module);
            AssertMechanism(Property(left, "mechanism"), right.Mechanism);
            if (Frames(left) is { Length: > 0 } frames)
            {
                AssertFrames(frames, right.StackTrace);
            }
        }

        if (Frames(json) is { Length: > 0 } own)
        {
            AssertFrames(own, actual.StackTrace ?? actual.Exceptions.Single().StackTrace);
        }
    }

    private static void AssertMechanism(JsonElement? expected, Mechanism? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } mechanism && actual is not null)
        {
            AssertText(Text(mechanism, "type") is { Length: > 0 } type ? type : "generic", actual.Type);
            Assert.Equal(Property(mechanism, "handled")?.GetBoolean(), actual.IsHandled);
            Assert.Equal(Property(mechanism, "synthetic")?.GetBoolean(), actual.IsSynthetic);
            Assert.Equal(Property(mechanism, "exception_id")?.GetInt32(), actual.ExceptionId);
            Assert.Equal(Property(mechanism, "parent_id")?.GetInt32(), actual.ParentId);
            Assert.Equal(Property(mechanism, "is_exception_group")?.GetBoolean(), actual.IsExceptionGroup);
        }
    }

    private static void AssertThreads(JsonElement json, ErrorEvent actual)
    {
        var expected = Values(Property(json, "threads"));
        Assert.Equal(expected.Length, actual.Threads.Length);
        foreach (var (left, right) in expected.Zip(actual.Threads))
        {
            AssertText(Text(left, "name"), right.Name);
            Assert.Equal(Property(left, "id")?.ToString(), right.Id);
            Assert.Equal(Property(left, "crashed")?.GetBoolean(), right.IsCrashed);
            Assert.Equal(Frames(left).Length > 0, right.StackTrace is not null);
        }
    }

    private static void AssertFrames(JsonElement[] expected, StackTrace? actual)
    {
        Assert.NotNull(actual);
        var kept = expected.Length <= 250 ? expected : [.. expected[..50], .. expected[^200..]];
        Assert.Equal(kept.Length, actual.Frames.Length);
        foreach (var (left, right) in kept.Zip(actual.Frames))
        {
            AssertText(Text(left, "function"), right.Function);
            AssertText(Text(left, "module"), right.Module);
            AssertText(Text(left, "package"), right.Package);
            AssertText(Text(left, "raw_function"), right.RawFunction);
            AssertText(Text(left, "context_line"), right.ContextLine);
            AssertText(Text(left, "abs_path") ?? Text(left, "filename"), right.AbsolutePath);
            if (Text(left, "abs_path") is not null && Text(left, "filename") is not null)
            {
                AssertText(Text(left, "filename"), right.FileName);
            }

            Assert.Equal(Number(left, "lineno"), right.LineNumber);
            Assert.Equal(Number(left, "colno"), right.ColumnNumber);
            Assert.Equal(Property(left, "in_app")?.GetBoolean(), right.InApp);
            AssertText(Text(left, "instruction_addr"), right.Native?.InstructionAddress);
        }
    }

    private static void AssertMessage(JsonElement json, ErrorEvent actual)
    {
        var entry = Property(json, "logentry") ?? Property(json, "message") ?? Property(json, "sentry.interfaces.Message");
        var formatted = entry is { ValueKind: JsonValueKind.String } ? entry.Value.GetString() : entry is { } found ? Text(found, "formatted") ?? Text(found, "message") : null;
        if (!string.IsNullOrEmpty(formatted) && !formatted.Contains('%', StringComparison.Ordinal) && !formatted.Contains('{', StringComparison.Ordinal))
        {
            AssertText(formatted, actual.Message?.Formatted);
        }
    }

    private static void AssertTags(JsonElement json, ErrorEvent actual)
    {
        if (Property(json, "tags") is not { } tags)
        {
            return;
        }

        var pairs = tags.ValueKind == JsonValueKind.Object
            ? tags.EnumerateObject().Select(tag => (Key: tag.Name, tag.Value))
            : tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.Array).Select(tag => (Key: tag[0].GetString()!, Value: tag[1]));
        foreach (var (key, value) in pairs.Where(tag => tag.Value.ValueKind == JsonValueKind.String && IsPlain(tag.Key) && tag.Value.GetString()!.Trim().Length is > 0 and <= 200))
        {
            Assert.Contains(actual.Tags, tag => tag.Key == key && tag.Value == value.GetString()!.Trim());
        }

        Assert.Equal(actual.Tags.Select(tag => tag.Key).Order(StringComparer.Ordinal).Distinct(), actual.Tags.Select(tag => tag.Key));
    }

    private static void AssertUser(JsonElement json, ErrorEvent actual)
    {
        if (Property(json, "user") is { ValueKind: JsonValueKind.Object } user)
        {
            AssertText(Text(user, "email"), actual.User?.Email);
            AssertText(Text(user, "username"), actual.User?.Username);
            Assert.Equal(Property(user, "id")?.ToString(), actual.User?.Id);
        }
    }

    private static void AssertKeptAsText(JsonElement json, ErrorEvent actual)
    {
        AssertJson(Property(json, "extra"), actual.Extra.Utf8);
        AssertJson(Property(json, "debug_meta"), actual.DebugMeta.Utf8);
        if (Property(json, "contexts") is { ValueKind: JsonValueKind.Object } contexts)
        {
            Assert.All(contexts.EnumerateObject().Where(context => context.Value.ValueKind == JsonValueKind.Object && context.Value.GetRawText().Length < 8000),
                context => AssertJson(context.Value, actual.Context(context.Name).Utf8));
        }
    }

    private static void AssertJson(JsonElement? expected, ReadOnlyMemory<byte> actual)
    {
        if (expected is { ValueKind: JsonValueKind.Object } json && Depth(json) <= 6)
        {
            using var document = JsonDocument.Parse(actual);
            Assert.True(JsonElement.DeepEquals(json, document.RootElement));
        }
    }

    private static int Depth(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => 1 + json.EnumerateObject().Select(member => Depth(member.Value)).DefaultIfEmpty().Max(),
        JsonValueKind.Array => 1 + json.EnumerateArray().Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    /// <summary>A text, or the beginning of it when it was cut.</summary>
    private static void AssertText(string? expected, string? actual)
    {
        if (expected is not null && actual is not null && expected.Length > actual.Length && actual.EndsWith("...", StringComparison.Ordinal))
        {
            Assert.StartsWith(actual[..^3], expected, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(expected, actual);
    }

    private static bool IsPlain(string key) =>
        key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or ':' or '-') && key is not ("release" or "dist" or "user" or "filename" or "function" or "environment");

    private static JsonElement[] Frames(JsonElement json) =>
        Property(json, "stacktrace") is { ValueKind: JsonValueKind.Object } trace && Property(trace, "frames") is { ValueKind: JsonValueKind.Array } frames
            ? [.. frames.EnumerateArray().Where(frame => frame.ValueKind == JsonValueKind.Object)]
            : [];

    private static JsonElement[] Values(JsonElement? list)
    {
        var array = list switch
        {
            { ValueKind: JsonValueKind.Array } => list,
            { ValueKind: JsonValueKind.Object } => list.Value.TryGetProperty("values", out var values) ? values : null,
            _ => null,
        };
        return array is { ValueKind: JsonValueKind.Array } found ? [.. found.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)]
            : list is { ValueKind: JsonValueKind.Object } single && !single.TryGetProperty("values", out _) ? [single] : [];
    }

    private static JsonElement? Property(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static int? Number(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= 0 ? value : null;

    private static string? Text(JsonElement json, string name) => Property(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
