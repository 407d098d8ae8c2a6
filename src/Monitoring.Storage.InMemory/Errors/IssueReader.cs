using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Reads the events, the series and the tags of an issue.</summary>
internal static class IssueReader
{
    public static Page<StoredEvent> Events(ErrorTables tables, EventQuery query)
    {
        var scope = $"events {query.IssueId}";
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? Place(cursor) : (long.MaxValue, default);
        if (tables.Find(query.IssueId) is not { } issue)
        {
            return new Page<StoredEvent> { Items = [] };
        }

        var found = issue.Hashes
            .SelectMany(hash => hash.Events.Values)
            .Where(stored => query.Environment is null || stored.Environment == query.Environment)
            .Where(stored => !query.OnlyKept || !stored.Payload.IsEmpty)
            .Where(stored => query.Cursor is null || (stored.ReceivedAt.UtcTicks, stored.EventId).CompareTo(after) < 0)
            .OrderByDescending(stored => stored.ReceivedAt.UtcTicks)
            .ThenByDescending(stored => stored.EventId)
            .Take(query.Limit + 1)
            .ToList();
        var page = found.Take(query.Limit).ToList();
        return new Page<StoredEvent>
        {
            Items = [.. page.Select(stored => tables.Hashes[(issue.Project, stored.Hashes[0])].Show(stored))],
            Next = found.Count > page.Count ? After(page[^1]).Write(scope) : null,
        };
    }

    public static ImmutableArray<SeriesPoint> Series(ErrorTables tables, SeriesQuery query)
    {
        var length = query.Bucket == SeriesBucket.Day ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour;
        var start = query.From.UtcTicks - (query.From.UtcTicks % length);
        if (tables.Find(query.IssueId) is not { } issue)
        {
            return [];
        }

        var hours = issue.Hashes.SelectMany(hash => hash.Hours).ToLookup(hour => hour.Key - (hour.Key % length), hour => hour.Value);
        var points = ImmutableArray.CreateBuilder<SeriesPoint>();
        for (var ticks = start; ticks < query.To.UtcTicks; ticks += length)
        {
            points.Add(new SeriesPoint { Start = new DateTimeOffset(ticks, TimeSpan.Zero), Count = hours[ticks].Sum() });
        }

        return points.ToImmutable();
    }

    public static ImmutableArray<TagDistribution> Tags(ErrorTables tables, IssueId id)
    {
        if (tables.Find(id) is not { } issue)
        {
            return [];
        }

        return
        [
            .. issue.Hashes
                .SelectMany(hash => hash.Tags)
                .GroupBy(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Distribution(group.Key, [.. group])),
        ];
    }

    /// <summary>Sums up what hashes have counted of a tag key.</summary>
    public static TagDistribution Distribution(string key, ImmutableArray<TagTotals> totals)
    {
        var values = totals
            .SelectMany(hash => hash.Values)
            .GroupBy(value => value.Key, value => value.Value, StringComparer.Ordinal)
            .Select(group => new TagValueCount { Value = group.Key, Count = group.Sum() })
            .OrderByDescending(value => value.Count)
            .ThenBy(value => value.Value, StringComparer.Ordinal)
            .ToImmutableArray();
        var others = totals.Sum(hash => hash.Others);
        return new TagDistribution { Key = key, Total = values.Sum(value => value.Count) + others, Values = values, Others = others };
    }

    public static Cursor After(GroupedEvent last) => new(last.ReceivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.EventId.ToString());

    public static (long Received, EventId Id) Place(Cursor cursor) =>
        long.TryParse(cursor.Place, NumberStyles.None, CultureInfo.InvariantCulture, out var received) && EventId.TryParse(cursor.Name, out var id)
            ? (received, id)
            : throw new InvalidCursorException();
}
