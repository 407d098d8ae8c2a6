using System.Collections.Immutable;

namespace Monitoring.AspNetCore.SentryApi.Uploads;

internal sealed record SentryAssembly
{
    public string? Checksum { get; init; }

    public ImmutableArray<string>? Chunks { get; init; }

    public ImmutableArray<string>? Projects { get; init; }

    public string? Version { get; init; }

    public string? Dist { get; init; }
}
