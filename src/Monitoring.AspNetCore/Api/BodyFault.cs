using System.Text.Json;

namespace Monitoring.AspNetCore.Api;

/// <summary>Says what is wrong with a body, and where.</summary>
internal static class BodyFault
{
    public static string Of(JsonException exception) =>
        $"The body cannot be read at '{Problem.Short(exception.Path ?? "$")}' (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}): {Reason(exception)}";

    /// <summary>The serializer tells its reasons apart by words alone. Words that are not known here read as a value of another type.</summary>
    private static string Reason(JsonException exception)
    {
        const string Missing = "missing required properties including:";
        var message = exception.Message;
        return exception.InnerException is JsonException ? "the JSON is broken."
            : message.Contains("could not be mapped", StringComparison.Ordinal) ? "there is no such property."
            : message.Contains("Duplicate property", StringComparison.Ordinal) ? "the property is there twice."
            : message.Contains("allow null", StringComparison.Ordinal) ? "null is not taken."
            : message.IndexOf(Missing, StringComparison.Ordinal) is var found and >= 0 ? $"{message[(found + Missing.Length)..].Trim(' ', '.')} must be there, too."
            : message.StartsWith("Expected ", StringComparison.Ordinal) && exception.InnerException is null ? message
            : "its value is of another type, or beyond what the type holds.";
    }
}
