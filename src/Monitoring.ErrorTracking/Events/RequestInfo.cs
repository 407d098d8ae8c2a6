using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>The HTTP request during which an event happened. Nearly all of it may be personal data.</summary>
public sealed record RequestInfo
{
    /// <summary>The method, in capitals.</summary>
    public string? Method { get; init; }

    /// <summary>The URL without its query and fragment.</summary>
    public string? Url { get; init; }

    /// <summary>The fragment of the URL, without <c>#</c>.</summary>
    public string? Fragment { get; init; }

    /// <summary>The parameters of the query, decoded.</summary>
    public ImmutableArray<TextPair> QueryString { get; init; } = [];

    /// <summary>The headers; names are capitalised like <c>Content-Type</c>.</summary>
    public ImmutableArray<TextPair> Headers { get; init; } = [];

    /// <summary>The cookies.</summary>
    public ImmutableArray<TextPair> Cookies { get; init; } = [];

    /// <summary>The body; JSON and forms that were sent as text are decoded.</summary>
    public RawJson Data { get; init; }

    /// <summary>What the body was decoded as, or else the media type of the headers.</summary>
    public string? InferredContentType { get; init; }

    /// <summary>The environment of the server, such as <c>REMOTE_ADDR</c>: an object.</summary>
    public RawJson Environment { get; init; }
}
