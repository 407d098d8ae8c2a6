using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>How often each value of one tag key occurred under one hash.</summary>
internal sealed class TagTotals
{
    public Dictionary<string, long> Values { get; } = new(StringComparer.Ordinal);

    public long Others { get; set; }

    public void Add(string value)
    {
        if (Values.TryGetValue(value, out var count))
        {
            Values[value] = count + 1;
        }
        else if (Values.Count < ErrorStoreLimits.TagValues)
        {
            Values[value] = 1;
        }
        else
        {
            Others++;
        }
    }
}
