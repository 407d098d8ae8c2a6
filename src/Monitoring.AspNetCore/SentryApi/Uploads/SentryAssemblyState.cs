using System.Collections.Immutable;

namespace Monitoring.AspNetCore.SentryApi.Uploads;

internal sealed record SentryAssemblyState
{
    public required string State { get; init; }

    public required ImmutableArray<string> MissingChunks { get; init; }

    public string? Detail { get; init; }
}
