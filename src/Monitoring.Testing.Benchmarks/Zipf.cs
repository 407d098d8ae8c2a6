namespace Monitoring.Testing.Benchmarks;

/// <summary>Draws ranks from 0 on, of which number n comes with a share proportional to 1 / (n + 1) to the power of the skew.</summary>
internal sealed class Zipf
{
    private readonly double[] _sums;

    public Zipf(int count, double skew)
    {
        _sums = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            _sums[rank] = sum += Math.Pow(rank + 1, -skew);
        }
    }

    public int Next(Random random)
    {
        var found = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, _sums.Length - 1);
    }
}
