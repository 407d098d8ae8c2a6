using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Filters;

internal sealed record FilterCountDocument
{
    [Description("The name of the filter.")]
    public required string Filter { get; init; }

    public required int Count { get; init; }

    [Description("The ids of some of the events.")]
    public required ImmutableArray<string> Examples { get; init; }
}
