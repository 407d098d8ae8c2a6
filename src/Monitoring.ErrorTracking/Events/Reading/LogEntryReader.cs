using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads a message: an object, or a bare text that is the final message.</summary>
internal static class LogEntryReader
{
    public static LogEntry? Read(ref JsonCursor json, EventScope scope)
    {
        if (json.Kind == JsonValueKind.String)
        {
            return Build(scope.ReadText(ref json, "formatted", Limits.Message), null, default, scope);
        }

        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected a message");
            return null;
        }

        string? formatted = null;
        string? message = null;
        RawJson parameters = default;
        while (json.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 9 when name.SequenceEqual("formatted"u8):
                    formatted = scope.ReadTextOrJson(ref json, "formatted", Limits.Message);
                    break;
                case 7 when name.SequenceEqual("message"u8):
                    message = scope.ReadTextOrJson(ref json, "message", Limits.Message);
                    break;
                case 6 when name.SequenceEqual("params"u8):
                    parameters = ReadParameters(ref json, scope);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return Build(formatted, message, parameters, scope);
    }

    private static RawJson ReadParameters(ref JsonCursor json, EventScope scope)
    {
        if (json.Kind is JsonValueKind.Array or JsonValueKind.Object)
        {
            return scope.ReadRaw(ref json, "params", Limits.Whole);
        }

        scope.SkipUnexpected(ref json, "params", "expected an array or an object");
        return default;
    }

    private static LogEntry? Build(string? formatted, string? message, RawJson parameters, EventScope scope)
    {
        formatted = string.IsNullOrEmpty(formatted) ? null : formatted;
        message = string.IsNullOrEmpty(message) ? null : message;
        if (formatted is null && message is not null && parameters.HasValue && MessageFormat.Format(message, parameters) is { } text)
        {
            formatted = scope.Cut("formatted", text, Limits.Message);
        }

        if (formatted is null || formatted == message)
        {
            (formatted, message) = (message, null);
        }

        return formatted is null ? null : new LogEntry { Formatted = formatted, Message = message, Parameters = parameters };
    }
}
