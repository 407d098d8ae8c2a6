namespace Monitoring.Core.Pumping;

/// <summary>The source of chance for waits.</summary>
internal sealed class Jitter(Func<double> next)
{
    /// <summary>A number from 0 up to 1.</summary>
    public double Next() => next();
}
