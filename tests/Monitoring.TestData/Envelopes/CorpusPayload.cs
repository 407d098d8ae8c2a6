using System.Collections.Immutable;

namespace Monitoring.TestData.Envelopes;

/// <summary>A recorded payload of the corpus: an envelope or a bare event, with what the manifest says about it.</summary>
public sealed record CorpusPayload
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
}
