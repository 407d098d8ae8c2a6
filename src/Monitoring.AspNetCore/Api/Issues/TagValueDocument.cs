using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record TagValueDocument
{
    public required string Value { get; init; }

    public required long Count { get; init; }

    [Description("The share of the events that carried the key, to a tenth of a percent.")]
    public required double Percent { get; init; }
}
