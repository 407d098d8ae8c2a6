using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Counts;

/// <summary>Where the events with one primary hash were seen, and what tags they carried, within the limits of <see cref="ErrorStoreLimits"/>.</summary>
internal sealed class HashFacets
{
    public SortedSet<string> Environments { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Services { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Releases { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TagTotals> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>How many tag values are counted singly.</summary>
    public int TagValues { get; set; }

    /// <summary>Counts an event.</summary>
    /// <param name="added">The event.</param>
    /// <param name="newTags">Takes the tag values that were not known before, if that is asked.</param>
    /// <returns>Whether it was seen in an environment, a service or a release that was not known before.</returns>
    public bool Add(GroupedEvent added, List<EventTag>? newTags = null)
    {
        var isNew = AddPlace(Environments, added.Environment) | AddPlace(Services, added.Service) | AddPlace(Releases, added.Release);
        if (!added.Tags.IsDefault)
        {
            AddTags(added, newTags);
        }

        return isNew;
    }

    public bool HasTag(string key, TextPattern value) => Tags.TryGetValue(key, out var totals)
        && (value.IsExact ? totals.Values.ContainsKey(value.Parts[0]) : totals.Values.Keys.Any(counted => value.Matches(counted)));

    /// <summary>About how much memory this takes.</summary>
    public long EstimateBytes() => ((Environments.Count + Services.Count + Releases.Count) * 100L) + (Tags.Count * 200L) + (TagValues * 100L);

    private static bool AddPlace(SortedSet<string> places, string? value) => value is not null && places.Count < ErrorStoreLimits.Facets && places.Add(value);

    private void AddTags(GroupedEvent added, List<EventTag>? newTags)
    {
        foreach (var tag in added.Tags)
        {
            if (!Tags.TryGetValue(tag.Key, out var totals))
            {
                if (Tags.Count >= ErrorStoreLimits.TagKeys)
                {
                    continue;
                }

                Tags.Add(tag.Key, totals = new TagTotals());
            }

            if (totals.Add(tag.Value))
            {
                TagValues++;
                newTags?.Add(tag);
            }
        }
    }
}
