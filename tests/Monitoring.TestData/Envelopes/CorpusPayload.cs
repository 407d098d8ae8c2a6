using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitoring.TestData.Envelopes;

/// <summary>A recorded payload of the corpus: an envelope or a bare event, with what the manifest says about it.</summary>
public sealed partial record CorpusPayload
{
    /// <summary>The path below the corpus of Sentry payloads.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it is an envelope; otherwise it is the JSON of one event or item.</summary>
    public required bool IsEnvelope { get; init; }

    /// <summary>The types of its items, in order, as the manifest tells them.</summary>
    public required ImmutableArray<string> Items { get; init; }

    /// <summary>The SDK that sent it, as <c>name/version</c>, when known.</summary>
    public string? Sdk { get; init; }

    /// <summary>The path and query of the request, when it was captured live.</summary>
    public string? RequestPath { get; init; }

    /// <summary>The headers of the request, when it was captured live.</summary>
    public ImmutableSortedDictionary<string, string> RequestHeaders { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The body as it was sent.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body after undoing its compression and encoding.</summary>
    public required ReadOnlyMemory<byte> Decoded { get; init; }

    /// <summary>
    /// The decoded body for another host: the DSN that some SDKs put into the envelope's header must agree with the key and the project of
    /// the request.
    /// </summary>
    public byte[] DecodedFor(Uri dsn)
    {
        var decoded = Decoded.ToArray();
        var end = Array.IndexOf(decoded, (byte)'\n');
        if (!IsEnvelope || end < 0)
        {
            return decoded;
        }

        var header = HeaderDsn().Replace(Encoding.UTF8.GetString(decoded, 0, end), $"\"dsn\":\"{dsn.AbsoluteUri}\"");
        return [.. Encoding.UTF8.GetBytes(header), .. decoded.AsSpan(end)];
    }

    [GeneratedRegex("\"dsn\":\\s*\"[^\"]*\"")]
    private static partial Regex HeaderDsn();
}
