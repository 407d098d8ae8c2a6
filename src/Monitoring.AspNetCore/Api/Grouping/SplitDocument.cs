using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Inspection;

namespace Monitoring.AspNetCore.Api.Grouping;

internal sealed record SplitDocument
{
    public required string IssueId { get; init; }

    public required ImmutableArray<ImmutableArray<string>> Groups { get; init; }

    public static SplitDocument Of(ForecastSplit split) => new()
    {
        IssueId = split.IssueId.ToString(),
        Groups = [.. split.Groups.Select(events => events.Select(id => id.ToString()).ToImmutableArray())],
    };
}
