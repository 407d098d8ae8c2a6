using System.Collections.Immutable;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

internal sealed record SentryActivitiesDocument
{
    public required ImmutableArray<SentryActivityDocument> Activity { get; init; }
}
