using Monitoring.Storage.Counts;

namespace Monitoring.Storage.Transfer;

/// <summary>Facets and latest events of hashes as they are exported.</summary>
internal static class FacetRecords
{
    public static HashCounts With(HashFacets facets, HashCounts counts) => counts with
    {
        Environments = [.. facets.Environments],
        Services = [.. facets.Services],
        Releases = [.. facets.Releases],
        Tags = TagDistributions.Of([facets]),
    };

    /// <summary>Fills facets that are fresh.</summary>
    public static void Fill(HashFacets facets, HashCounts counts)
    {
        facets.Environments.UnionWith(counts.Environments);
        facets.Services.UnionWith(counts.Services);
        facets.Releases.UnionWith(counts.Releases);
        foreach (var tag in counts.Tags)
        {
            var totals = new TagTotals { Others = tag.Others };
            facets.Tags[tag.Key] = totals;
            facets.TagValues += tag.Values.Length;
            foreach (var value in tag.Values)
            {
                totals.Values[value.Value] = value.Count;
            }
        }
    }

    public static LatestOfHash Of(LatestEvent latest) => new()
    {
        ReceivedAt = new DateTimeOffset(latest.Received, TimeSpan.Zero),
        EventId = latest.Id,
        Title = latest.Title,
        Culprit = latest.Culprit,
        Type = latest.Type,
        Level = latest.Level,
        Platform = latest.Platform,
        SearchText = latest.SearchText,
    };

    public static LatestEvent Of(LatestOfHash latest) => new()
    {
        Received = latest.ReceivedAt.UtcTicks,
        Id = latest.EventId,
        Title = latest.Title,
        Culprit = latest.Culprit,
        Type = latest.Type,
        Level = latest.Level,
        Platform = latest.Platform,
        SearchText = latest.SearchText,
    };
}
