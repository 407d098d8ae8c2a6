using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.Api;

/// <summary>An answer of the product API, complete, so that it can be kept for a repeat of its command.</summary>
internal sealed record ApiAnswer
{
    public const string Json = "application/json";

    /// <summary>Texts stay readable: the answers are never part of a page, and say so by 'nosniff'.</summary>
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required int Status { get; init; }

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A file in place of a body; whoever writes the answer disposes it.</summary>
    public ApiFile? File { get; init; }

    public string? ETag { get; init; }

    /// <summary>Begins a <see cref="Location"/> that lies beside the path of the request.</summary>
    public const string Beside = "../";

    /// <summary>Where what was created is: its name below the path of the request, or a path <see cref="Beside"/> that.</summary>
    public string? Location { get; init; }

    /// <summary>For 405: what is allowed.</summary>
    public string? Allow { get; init; }

    /// <summary>For 503: when to come again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ApiAnswer NoContent { get; } = new() { Status = StatusCodes.Status204NoContent };

    public static ApiAnswer Ok<T>(T value, JsonTypeInfo<T> json, long version = 0) => Create(StatusCodes.Status200OK, value, json, version);

    public static ApiAnswer Created<T>(T value, JsonTypeInfo<T> json, string location, long version = 0) =>
        Create(StatusCodes.Status201Created, value, json, version) with { Location = location };

    public static byte[] Write<T>(T value, JsonTypeInfo<T> json)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            JsonSerializer.Serialize(writer, value, json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static ApiAnswer Create<T>(int status, T value, JsonTypeInfo<T> json, long version) => new()
    {
        Status = status,
        ContentType = Json,
        Body = Write(value, json),
        ETag = version > 0 ? EntityTag.Of(version) : null,
    };
}
