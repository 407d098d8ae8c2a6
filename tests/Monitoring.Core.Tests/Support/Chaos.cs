namespace Monitoring.Core.Tests.Support;

/// <summary>A source of chance that several threads may ask; a seed gives the same numbers each time, though threads may draw them in another order.</summary>
public sealed class Chaos(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    public bool Happens(double probability)
    {
        lock (_lock)
        {
            return _random.NextDouble() < probability;
        }
    }

    public int Below(int end)
    {
        lock (_lock)
        {
            return _random.Next(end);
        }
    }
}
