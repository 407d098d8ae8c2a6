using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>All that the events with one primary hash have counted, and the issue that the hash belongs to.</summary>
internal sealed class HashTotals(ProjectId project, GroupingHash hash)
{
    public ProjectId Project { get; } = project;

    public GroupingHash Hash { get; } = hash;

    public Issue? Owner { get; set; }

    /// <summary>Of a hash that was imported the issue that comes after it.</summary>
    public IssueId? AwaitedOwner { get; init; }

    public long Count { get; private set; }

    public DateTimeOffset FirstSeen { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset LastSeen { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The event that was received last; <see langword="null"/> while the hash is the primary one of none.</summary>
    public LatestOfHash? Latest { get; private set; }

    public DistinctSketch Users { get; private set; } = new();

    /// <summary>Counts by hour, the hour as UTC ticks.</summary>
    public Dictionary<long, long> Hours { get; } = [];

    public SortedSet<string> Environments { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Services { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Releases { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TagTotals> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>The events that are kept, by id.</summary>
    public Dictionary<EventId, GroupedEvent> Events { get; } = [];

    /// <summary>Those of them that are pinned, and whether that alone keeps them: the events of their day are gone.</summary>
    public Dictionary<EventId, bool> Pins { get; } = [];

    public void Add(GroupedEvent added)
    {
        Count++;
        FirstSeen = added.Timestamp < FirstSeen ? added.Timestamp : FirstSeen;
        LastSeen = added.Timestamp > LastSeen ? added.Timestamp : LastSeen;
        var shown = Errors.Latest.Of(added);
        Latest = Latest is null || Errors.Latest.Compare(shown, Latest) > 0 ? shown : Latest;
        var hour = added.Timestamp.UtcTicks - (added.Timestamp.UtcTicks % TimeSpan.TicksPerHour);
        Hours[hour] = Hours.GetValueOrDefault(hour) + 1;
        if (added.UserHash is { } user)
        {
            Users.Add(user);
        }

        AddFacet(Environments, added.Environment);
        AddFacet(Services, added.Service);
        AddFacet(Releases, added.Release);
        foreach (var tag in added.Tags)
        {
            AddTag(tag);
        }

        Events.Add(added.EventId, added);
    }

    /// <summary>Takes over what was counted elsewhere, of a hash that has counted nothing yet.</summary>
    public void Take(HashCounts counts)
    {
        (Count, FirstSeen, LastSeen, Latest) = (counts.Events, counts.FirstSeen, counts.LastSeen, counts.Latest);
        Users = DistinctSketch.FromBytes(counts.Users.Span);
        Environments.UnionWith(counts.Environments);
        Services.UnionWith(counts.Services);
        Releases.UnionWith(counts.Releases);
        foreach (var hour in counts.Hours)
        {
            Hours[hour.Start.UtcTicks] = hour.Count;
        }

        foreach (var tag in counts.Tags)
        {
            var totals = new TagTotals { Others = tag.Others };
            Tags[tag.Key] = totals;
            foreach (var value in tag.Values)
            {
                totals.Values[value.Value] = value.Count;
            }
        }
    }

    /// <summary>A kept event as lists show it.</summary>
    public StoredEvent Show(GroupedEvent kept) =>
        new() { IssueId = Owner!.Id, Event = kept with { Payload = default }, HasPayload = !kept.Payload.IsEmpty, IsPinned = Pins.ContainsKey(kept.EventId) };

    private static void AddFacet(SortedSet<string> facets, string? value)
    {
        if (value is not null && facets.Count < ErrorStoreLimits.Facets)
        {
            facets.Add(value);
        }
    }

    private void AddTag(EventTag tag)
    {
        if (!Tags.TryGetValue(tag.Key, out var totals))
        {
            if (Tags.Count >= ErrorStoreLimits.TagKeys)
            {
                return;
            }

            Tags[tag.Key] = totals = new TagTotals();
        }

        totals.Add(tag.Value);
    }
}
