using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

internal sealed record TracingSettingsDocument
{
    [Description("T of Apdex: how long a transaction may take to satisfy.")]
    public required TimeSpan ApdexThreshold { get; init; }

    public static TracingSettingsDocument Of(TracingSettings settings) => new() { ApdexThreshold = settings.ApdexThreshold };
}
