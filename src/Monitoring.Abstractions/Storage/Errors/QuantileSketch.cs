namespace Monitoring.Storage.Errors;

/// <summary>
/// Tells quantiles of many numbers in little space: each within <see cref="RelativeAccuracy"/> of the true one. Count, sum, least and greatest are
/// exact. Sketches merge without loss, in any order.
/// </summary>
/// <remarks>
/// <para>A number's magnitude is counted in a bucket whose bounds differ by the factor (1 + a) / (1 - a), where a is the accuracy: bucket i holds the
/// numbers above factor^(i-1) up to factor^i, and stands for 2 factor^i / (factor + 1). Negative numbers have buckets of their own; what is nearer to zero
/// than <see cref="Least"/> counts as zero. On each side <see cref="MaxBuckets"/> buckets below that of the greatest magnitude are told apart, a
/// range of 17 decades; smaller magnitudes are counted in the lowest of them, where the accuracy does not hold.</para>
/// <para>Not safe to change on several threads. Sketches of the same numbers have the same bytes, however they were added and merged.</para>
/// </remarks>
public sealed class QuantileSketch
{
    /// <summary>How far a quantile is from the true one at most, as a part of it.</summary>
    public const double RelativeAccuracy = 0.01;

    /// <summary>How many buckets are told apart on each side of zero.</summary>
    public const int MaxBuckets = 2048;

    /// <summary>What is nearer to zero than this counts as zero in quantiles.</summary>
    public const double Least = 1e-12;

    /// <summary>The greatest magnitude that can be added.</summary>
    public const double Greatest = 1e288;

    internal const int LowestBucket = -1382;
    internal const int HighestBucket = 33_158;

    /// <summary>More numbers than any sender can add; so the sum cannot overflow.</summary>
    internal const long MaxCount = 1L << 62;

    private const long MaxTimes = 1L << 32;

    private const double Factor = (1 + RelativeAccuracy) / (1 - RelativeAccuracy);

    private static readonly double LogFactor = Math.Log(Factor);

    private readonly LogBuckets _negative = new();
    private readonly LogBuckets _positive = new();
    private readonly ExactSum _sum = new();

    /// <summary>How many numbers were added.</summary>
    public long Count => Zeros + _negative.Count + _positive.Count;

    /// <summary>Their sum, rounded once; 0 when there are none.</summary>
    public double Sum => _sum.Value;

    /// <summary>The least of them; <see langword="null"/> when there are none.</summary>
    public double? Min { get; private set; }

    /// <summary>The greatest of them; <see langword="null"/> when there are none.</summary>
    public double? Max { get; private set; }

    /// <summary>Their mean; <see langword="null"/> when there are none.</summary>
    public double? Mean => Count == 0 ? null : Sum / Count;

    internal long Zeros { get; private set; }

    internal LogBuckets Negative => _negative;

    internal LogBuckets Positive => _positive;

    internal ExactSum ExactSum => _sum;

    /// <summary>Reads a sketch from the bytes that <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="MonitoringException">The bytes are not a sketch.</exception>
    public static QuantileSketch FromBytes(ReadOnlySpan<byte> bytes) =>
        QuantileSketchFormat.TryRead(bytes) ?? throw new MonitoringException($"{bytes.Length} bytes are not a sketch of quantiles.");

    /// <summary>Whether a number can be added: it is finite and not beyond <see cref="Greatest"/>.</summary>
    public static bool CanHold(double value) => Math.Abs(value) <= Greatest;

    /// <summary>Adds a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="CanHold"/> says no.</exception>
    public void Add(double value) => Add(value, 1);

    /// <summary>Adds a number several times; the sum grows by their product, rounded once.</summary>
    /// <param name="value">The number.</param>
    /// <param name="count">How many times, at least once and at most 2^32.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="CanHold"/> says no to the number or the product, or <paramref name="count"/> is out of range.</exception>
    public void Add(double value, long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxTimes);
        if (!CanHold(value * count))
        {
            throw new ArgumentOutOfRangeException(nameof(value), "Only finite numbers up to a magnitude of 1e288 can be added.");
        }

        // Zero has two signs, of which one is kept.
        value += 0.0;
        _sum.Add(value * count);
        Widen(value, value);
        if (Math.Abs(value) < Least)
        {
            Zeros += count;
        }
        else
        {
            (value < 0 ? _negative : _positive).Add(BucketOf(Math.Abs(value)), count);
        }
    }

    /// <summary>Adds all that another sketch has seen; the other is not changed.</summary>
    public void Merge(QuantileSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other is { Min: { } least, Max: { } greatest })
        {
            _sum.Add(other._sum);
            Zeros += other.Zeros;
            _negative.Merge(other._negative);
            _positive.Merge(other._positive);
            Widen(least, greatest);
        }
    }

    /// <summary>
    /// The number that so large a part of all is less than or equal to: of n numbers in order the one at the place part * (n - 1), rounded down and
    /// counted from 0.
    /// </summary>
    /// <param name="part">From 0 to 1: 0.5 for the median.</param>
    /// <returns>A number within <see cref="RelativeAccuracy"/> of it, or <see langword="null"/> when there are none.</returns>
    public double? Quantile(double part)
    {
        if (!(part is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(part), "A quantile is asked for by a part from 0 to 1.");
        }

        if (Count == 0)
        {
            return null;
        }

        var place = (long)Math.Floor(part * (Count - 1));
        return part == 1 ? Max : Math.Clamp(ValueAt(Math.Min(place, Count - 1)), Min!.Value, Max!.Value);
    }

    /// <summary>How many of the numbers are at most a bound; those in the bucket of the bound are counted as if they were spread evenly in it.</summary>
    /// <param name="bound">Zero or more.</param>
    public double CountUpTo(double bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bound);
        if (Count == 0 || bound < Min)
        {
            return 0;
        }

        if (bound >= Max)
        {
            return Count;
        }

        var below = (double)(_negative.Count + Zeros);
        var at = bound < Least ? LowestBucket - 1 : BucketOf(bound);
        foreach (var (bucket, count) in _positive.Filled())
        {
            below += bucket < at ? count : bucket > at ? 0 : count * PartOf(bucket, bound);
        }

        return below;
    }

    /// <summary>The sketch as bytes, at most some 45,000 of them, typically some hundreds.</summary>
    public byte[] ToBytes() => QuantileSketchFormat.Write(this);

    internal static QuantileSketch Of(long zeros, double min, double max)
    {
        var sketch = new QuantileSketch { Zeros = zeros };
        sketch.Widen(min, max);
        return sketch;
    }

    internal static int BucketOf(double magnitude) => (int)Math.Ceiling(Math.Log(magnitude) / LogFactor);

    private static double ValueOf(int bucket) => 2 * Math.Exp(bucket * LogFactor) / (Factor + 1);

    private static double PartOf(int bucket, double bound)
    {
        var low = Math.Exp((bucket - 1) * LogFactor);
        return Math.Clamp((bound - low) / (low * (Factor - 1)), 0, 1);
    }

    private double ValueAt(long place)
    {
        foreach (var (bucket, count) in _negative.Filled().Reverse())
        {
            place -= count;
            if (place < 0)
            {
                return -ValueOf(bucket);
            }
        }

        place -= Zeros;
        if (place < 0)
        {
            return 0;
        }

        foreach (var (bucket, count) in _positive.Filled())
        {
            place -= count;
            if (place < 0)
            {
                return ValueOf(bucket);
            }
        }

        return Max!.Value;
    }

    private void Widen(double least, double greatest)
    {
        Min = Min < least ? Min : least;
        Max = Max > greatest ? Max : greatest;
    }
}
