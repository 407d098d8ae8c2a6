using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

/// <summary>Counts as a test wants them, and how often the forecast was asked for.</summary>
internal sealed class SomeCounts : IIssueCounts
{
    public long Events { get; init; } = 1;

    public long Users { get; init; }

    public DateTimeOffset FirstSeen { get; init; }

    public Func<long, long> Hours { get; init; } = _ => 0;

    public int Forecasts { get; private set; }

    public long EventsInHour(long hour) => Hours(hour);

    public EscalationForecast Forecast(long hour)
    {
        Forecasts++;
        return EscalationForecast.Of(this, hour);
    }
}
