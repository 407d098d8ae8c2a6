using System.Text.Json.Serialization.Metadata;

namespace Monitoring.AspNetCore.Api;

/// <summary>A body of a request or an answer, with an example that is written by the same code as real ones.</summary>
internal sealed record ApiContent
{
    /// <summary>The shape; <see langword="null"/> when the body is no JSON.</summary>
    public JsonTypeInfo? Shape { get; init; }

    public string ContentType { get; init; } = ApiAnswer.Json;

    /// <summary>The example as it would be sent.</summary>
    public required ReadOnlyMemory<byte> Example { get; init; }

    public static ApiContent Of<T>(T example, JsonTypeInfo<T> json) => new() { Shape = json, Example = ApiAnswer.Write(example, json) };
}
