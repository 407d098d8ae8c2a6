using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Filters;

[Description("What filters make of an event. Nothing of it is stored.")]
internal sealed record FilterTestDocument
{
    [Description("Whether it would be dropped.")]
    public required bool Dropped { get; init; }

    [Description("The names of all filters that match; the first one would drop it.")]
    public required ImmutableArray<string> Matches { get; init; }
}
