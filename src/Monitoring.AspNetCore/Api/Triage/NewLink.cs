using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Triage;

internal sealed record NewLink
{
    [Description("An address with http or https.")]
    public string? Url { get; init; }

    [Description("What it is called, at most 200 characters.")]
    public string? Title { get; init; }
}
