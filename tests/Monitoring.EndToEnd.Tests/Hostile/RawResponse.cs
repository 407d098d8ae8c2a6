using System.Text.Json.Nodes;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>An answer as it came over the socket.</summary>
internal sealed record RawResponse
{
    public required int Status { get; init; }

    /// <summary>Names in lower case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string Body { get; init; }

    public string? SentryError => Headers.GetValueOrDefault("x-sentry-error");

    public string? Detail => (string?)JsonNode.Parse(Body)?["detail"];

    public override string ToString() => $"{Status} {string.Join("; ", Headers.Select(header => $"{header.Key}: {header.Value}"))} {Body}";
}
