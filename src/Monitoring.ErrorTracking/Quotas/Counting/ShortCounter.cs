using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>Counts the last seconds up to an hour in memory, exactly, for this host.</summary>
internal sealed class ShortCounter(QuotaRule rule, TimeProvider timeProvider) : IQuotaCounter
{
    private readonly RateWindow _window = new(new KeyRateLimit { Count = int.MaxValue, Window = rule.Window });
    private readonly long _start = timeProvider.GetTimestamp();

    public long Used => _window.Admitted(Now);

    private TimeSpan Now => timeProvider.GetElapsedTime(_start);

    public TimeSpan WaitFor(long quantity) => _window.WaitFor(Now, rule.Limit - quantity);

    public void Add(long quantity) => _window.Add(Now, quantity);

    public void Return(long quantity) => _window.Return(quantity);
}
