using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>An issue with its sums, as a transaction holds it and changes it.</summary>
internal sealed class IssueHead
{
    public required short Part { get; init; }

    public required ProjectId Project { get; init; }

    /// <summary><see langword="default"/> until a number was drawn for an issue that is new.</summary>
    public IssueId Id { get; set; }

    public long Number { get; set; }

    public long Version { get; set; } = 1;

    public required IssueState State { get; set; }

    public string? Assignee { get; set; }

    /// <summary>How many hashes it owns.</summary>
    public int Hashes { get; set; }

    public long Events { get; set; }

    public long Users { get; set; }

    public long FirstSeen { get; set; }

    public long LastSeen { get; set; }

    public long LatestReceived { get; set; }

    public EventId LatestEvent { get; set; }

    /// <summary>A digest of the texts of the latest event.</summary>
    public long Texts { get; set; }

    public ErrorLevel Level { get; set; }

    public string Title { get; set; } = "";

    /// <summary>The event whose texts are the issue's from now on.</summary>
    public GroupedEvent? Latest { get; private set; }

    /// <summary>Whether an event was seen where none of a hash of the issue was.</summary>
    public bool HasNewPlaces { get; set; }

    public bool IsNew { get; init; }

    public bool IsCounted { get; private set; }

    /// <summary>Whether something changed that does not change with every event.</summary>
    public bool IsChanged { get; set; }

    /// <summary>The users of its hashes that were not read themselves.</summary>
    public DistinctSketch? OtherUsers { get; set; }

    /// <summary>Events by hour, as far as the life cycle asks for them.</summary>
    public Dictionary<int, long> HourCounts { get; } = [];

    /// <summary>The hashes of it that the transaction has read.</summary>
    public List<HashRow> Read { get; } = [];

    /// <summary>Counts an event that was counted by its hash.</summary>
    public void Add(GroupedEvent added, NewOfHash news)
    {
        var ticks = added.Timestamp.UtcTicks;
        if (Events == 0 || ticks < FirstSeen)
        {
            FirstSeen = ticks;
            IsChanged = true;
        }

        LastSeen = Events == 0 ? ticks : Math.Max(LastSeen, ticks);
        if (Events == 0 || (added.ReceivedAt.UtcTicks, added.EventId).CompareTo((LatestReceived, LatestEvent)) > 0)
        {
            (LatestReceived, LatestEvent, Title, Level) = (added.ReceivedAt.UtcTicks, added.EventId, added.Title, added.Level);
            Latest = added;
        }

        Events++;
        IsCounted = true;
        var hour = Hours.Of(ticks);
        HourCounts[hour] = HourCounts.GetValueOrDefault(hour) + 1;
        HasNewPlaces |= news.HasFlag(NewOfHash.Place);
        if (news.HasFlag(NewOfHash.User))
        {
            Users = CountDistinct();
        }
    }

    private long CountDistinct()
    {
        if (Read.Count == 1 && OtherUsers is null)
        {
            return Read[0].Users!.Count();
        }

        var all = new DistinctSketch();
        foreach (var users in Read.Select(hash => hash.Users).Append(OtherUsers).OfType<DistinctSketch>())
        {
            all.Merge(users);
        }

        return all.Count();
    }
}
