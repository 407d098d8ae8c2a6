using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Keys;

internal sealed record KeyLimit
{
    [Description("How many events, at least 1.")]
    public required int Count { get; init; }

    [Description("In any span of this length, from PT1S to P1D.")]
    public required TimeSpan Window { get; init; }
}
