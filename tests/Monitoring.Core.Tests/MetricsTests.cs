using System.Diagnostics.Metrics;
using Monitoring.Access;

namespace Monitoring.Core.Tests;

public sealed class MetricsTests
{
    [Fact]
    public void Refused_WithoutAMeterFactory_IsCountedUnderThePackagesMeter()
    {
        using var metrics = new CoreMetrics(null);
        using var listener = new MeterListener();
        var counted = 0L;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Monitoring.Core")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "monitoring.access.refusals" && tags.Contains(new("permission", "DeleteProject")))
            {
                counted += value;
            }
        });
        listener.Start();

        metrics.Refused(Permission.DeleteProject, AccessDecisionKind.RoleTooLow);

        Assert.Equal(1, counted);
    }
}
