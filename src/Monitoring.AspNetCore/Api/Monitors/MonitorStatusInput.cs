using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Monitors;

internal sealed record MonitorStatusInput
{
    [Description("active, muted or disabled.")]
    public required string Status { get; init; }
}
