namespace Monitoring.Storage.Errors;

/// <summary>
/// A sum of doubles without rounding: kept as parts that do not overlap, from the smallest to the largest, after Shewchuk. So the order of adding does
/// not matter.
/// </summary>
internal sealed class ExactSum
{
    /// <summary>No sum of finite doubles needs more parts: 2,098 bits, of which each part holds 53.</summary>
    public const int MaxParts = 40;

    private readonly List<double> _parts = [];

    /// <summary>The double that is nearest to the sum.</summary>
    public double Value
    {
        get
        {
            var last = _parts.Count - 1;
            if (last < 0)
            {
                return 0;
            }

            var sum = _parts[last];
            var rest = 0.0;
            while (last > 0 && rest == 0)
            {
                last--;
                (sum, rest) = TwoSum(sum, _parts[last]);
            }

            return last > 0 && rest != 0 && Math.Sign(rest) == Math.Sign(_parts[last - 1]) ? Round(sum, rest) : sum;
        }
    }

    public void Add(double value)
    {
        var kept = 0;
        for (var i = 0; i < _parts.Count; i++)
        {
            (value, var rest) = TwoSum(value, _parts[i]);
            if (rest != 0)
            {
                _parts[kept++] = rest;
            }
        }

        _parts.RemoveRange(kept, _parts.Count - kept);
        if (value != 0)
        {
            _parts.Add(value);
        }
    }

    public void Add(ExactSum other)
    {
        foreach (var part in other._parts.ToArray())
        {
            Add(part);
        }
    }

    /// <summary>The parts that every equal sum has: the nearest double, then the nearest to what it leaves, and so on.</summary>
    public List<double> ToParts()
    {
        var rest = new ExactSum();
        rest.Add(this);
        var parts = new List<double>();
        for (var nearest = rest.Value; nearest != 0; nearest = rest.Value)
        {
            parts.Add(nearest);
            rest.Add(-nearest);
        }

        return parts;
    }

    /// <summary>Where the rest is half of a last digit, what lies below it decides.</summary>
    private static double Round(double sum, double rest)
    {
        var doubled = rest * 2;
        var away = sum + doubled;
        return doubled == away - sum ? away : sum;
    }

    private static (double Sum, double Error) TwoSum(double left, double right)
    {
        if (Math.Abs(left) < Math.Abs(right))
        {
            (left, right) = (right, left);
        }

        var sum = left + right;
        return (sum, right - (sum - left));
    }
}
