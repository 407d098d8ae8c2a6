namespace Monitoring.Storage.Documents;

/// <summary>The ranges of a query as an index is read.</summary>
internal static class QueryRanges
{
    /// <summary>The same stretches without overlaps and without empty ones, the least first.</summary>
    public static List<IndexRange> Apart(IEnumerable<IndexRange> ranges)
    {
        var apart = new List<IndexRange>();
        foreach (var range in ranges.Where(range => range.To is not { } to || range.From < to).OrderBy(range => range.From))
        {
            if (apart.Count > 0 && (apart[^1].To is not { } end || range.From <= end))
            {
                var last = apart[^1];
                apart[^1] = last with { To = last.To is null || range.To is null ? null : last.To > range.To ? last.To : range.To };
            }
            else
            {
                apart.Add(range);
            }
        }

        return apart;
    }
}
