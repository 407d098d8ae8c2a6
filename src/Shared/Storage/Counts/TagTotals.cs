using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Counts;

/// <summary>How often each value of one tag key occurred under one hash.</summary>
internal sealed class TagTotals
{
    public Dictionary<string, long> Values { get; } = new(StringComparer.Ordinal);

    public long Others { get; set; }

    /// <summary>Counts a value.</summary>
    /// <returns>Whether it is counted singly from now on and was not before.</returns>
    public bool Add(string value)
    {
        if (Values.TryGetValue(value, out var count))
        {
            Values[value] = count + 1;
            return false;
        }

        if (Values.Count >= ErrorStoreLimits.TagValues)
        {
            Others++;
            return false;
        }

        Values.Add(value, 1);
        return true;
    }
}
