using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// A request to an intake path, as it came: header values and the query are not interpreted by the transport.
/// </summary>
public sealed record IngestRequest
{
    /// <summary>What the path takes.</summary>
    public required IngestEndpoint Endpoint { get; init; }

    /// <summary>
    /// The project's id as the path has it; <see langword="null"/> when the path has none (<c>/api/store/</c>), and then the key tells it.
    /// </summary>
    public string? Project { get; init; }

    /// <summary>The body, still compressed as <see cref="ContentEncoding"/> says. Read once, to the end or to a limit; not closed.</summary>
    public required Stream Body { get; init; }

    /// <summary>The length that the sender claims for the body, in bytes; it refuses early but is never trusted.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The value of <c>Content-Encoding</c>: <c>gzip</c>, <c>deflate</c>, <c>br</c>, <c>zstd</c>, <c>identity</c> or nothing.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The value of <c>Content-Type</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The values of <c>X-Sentry-Auth</c>, one for each time that the header was sent.</summary>
    public ImmutableArray<string> SentryAuth { get; init; } = [];

    /// <summary>The values of <c>Authorization</c>, one for each time that the header was sent.</summary>
    public ImmutableArray<string> Authorization { get; init; } = [];

    /// <summary>The query as it came, percent-encoded, with or without the question mark.</summary>
    public string? Query { get; init; }

    /// <summary>The public key as a segment of the path, where the path has one.</summary>
    public string? PathKey { get; init; }

    /// <summary>The event's id as a segment of the path or in the query, where there is one.</summary>
    public string? EventId { get; init; }

    /// <summary>The name of the monitor as a segment of the path, where the path has one.</summary>
    public string? MonitorSlug { get; init; }

    /// <summary>The value of <c>Origin</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>The value of <c>User-Agent</c>.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The address of the sender, for events that ask for it. Personal data.</summary>
    public string? RemoteAddress { get; init; }
}
