using System.ComponentModel;
using System.Text.Json;

namespace Monitoring.AspNetCore.Api.Filters;

[Description("An event to try filters on.")]
internal sealed record FilterTestRequest
{
    [Description("The event in the names of the Sentry protocol.")]
    public required JsonElement Event { get; init; }

    [Description("The address that it came from.")]
    public string? Address { get; init; }

    [Description("The filters to try; the project's when they are left out.")]
    public FiltersDocument? Settings { get; init; }
}
