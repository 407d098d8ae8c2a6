using System.Collections.Immutable;

namespace Monitoring.AspNetCore.SentryApi;

internal sealed record SentryAuthDocument
{
    public required ImmutableArray<string> Scopes { get; init; }
}
