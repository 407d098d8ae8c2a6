using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Filters;

[Description("Filters to try on stored events.")]
internal sealed record FilterPreviewRequest
{
    [Description("The filters to try; the project's when they are left out.")]
    public FiltersDocument? Settings { get; init; }
}
