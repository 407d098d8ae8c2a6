using System.Collections.Immutable;

namespace Monitoring.AspNetCore.SentryApi.Issues.Changing;

/// <summary>Which issues became part of which.</summary>
internal sealed record SentryMergedDocument
{
    public required string Parent { get; init; }

    public required ImmutableArray<string> Children { get; init; }
}
