using System.IO.Compression;

namespace Monitoring.EndToEnd.Tests.Wire;

/// <summary>A request as a client sent it, and the status that the host gave.</summary>
internal sealed record TappedRequest
{
    public required string Method { get; init; }

    public required string PathAndQuery { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body after undoing its content encoding.</summary>
    public required byte[] Body { get; init; }

    public required int Status { get; init; }

    public required string Answer { get; init; }

    /// <summary>What the body holds: the items of an envelope, or the one event of a request to the store path.</summary>
    public IReadOnlyList<SentItem> Items() =>
        PathAndQuery.Contains("/store/", StringComparison.Ordinal) ? [new SentItem { Type = "event", Payload = Body }] : SentItem.ReadEnvelope(Body);

    public static byte[] Decode(byte[] body, string? encoding)
    {
        using var input = new MemoryStream(body);
        using Stream decoded = encoding switch
        {
            null or "" or "identity" => input,
            "gzip" => new GZipStream(input, CompressionMode.Decompress),
            "deflate" => new ZLibStream(input, CompressionMode.Decompress),
            "br" => new BrotliStream(input, CompressionMode.Decompress),
            "zstd" => new ZstdSharp.DecompressionStream(input),
            _ => throw new NotSupportedException($"A client sent the content encoding '{encoding}'."),
        };
        using var output = new MemoryStream();
        decoded.CopyTo(output);
        return output.ToArray();
    }
}
