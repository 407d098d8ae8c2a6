namespace Monitoring.AspNetCore.Api;

/// <summary>A problem in the form of RFC 9457.</summary>
internal sealed record ProblemDocument
{
    public string Type { get; init; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }
}
