using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Reading;

/// <summary>Reads the series and the tags of an issue.</summary>
internal static class IssueReader
{
    public static ImmutableArray<SeriesPoint> Series(Session session, SeriesQuery query)
    {
        if (IssueTable.Find(session, query.IssueId) is not { } issue)
        {
            return [];
        }

        var length = LengthOf(query);
        var (first, end) = (query.From.UtcTicks / length, (query.To.UtcTicks + length - 1) / length);
        var hoursOfBucket = length / TimeSpan.TicksPerHour;
        var counts = new long[end - first];
        foreach (var (hour, count) in new CountsOfIssue(session, issue.Id).Hours(first * hoursOfBucket, end * hoursOfBucket))
        {
            counts[(hour / hoursOfBucket) - first] += count;
        }

        return [.. counts.Select((count, i) => new SeriesPoint { Start = new DateTimeOffset((first + i) * length, TimeSpan.Zero), Count = count })];
    }

    public static ImmutableArray<TagDistribution> Tags(Session session, IssueId id)
    {
        return IssueTable.Find(session, id) is { } issue ? TagsOf(session, "h.issue = $id", issue.Id.Value) : [];
    }

    /// <summary>What the hashes have counted that a condition on <c>$id</c> names.</summary>
    public static ImmutableArray<TagDistribution> TagsOf(Session session, string which, long id)
    {
        var values = session.Query(
            $"select t.key, t.value, sum(t.count) from hashes h join tag_values t on t.hash = h.id where {which} group by t.key, t.value",
            row => (Key: row.GetString(0), Value: new TagValueCount { Value = row.GetString(1), Count = row.GetInt64(2) }),
            ("$id", id)).ToLookup(counted => counted.Key, counted => counted.Value);
        var keys = session.Query(
            $"select t.key, sum(t.others) from hashes h join tag_keys t on t.hash = h.id where {which} group by t.key",
            row => (Key: row.GetString(0), Others: row.GetInt64(1)),
            ("$id", id));
        return [.. keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => Distribution(key.Key, values[key.Key], key.Others))];
    }

    private static TagDistribution Distribution(string key, IEnumerable<TagValueCount> values, long others) => new()
    {
        Key = key,
        Total = values.Sum(value => value.Count) + others,
        Values = [.. values.OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal)],
        Others = others,
    };

    private static long LengthOf(SeriesQuery query) => query.Bucket == SeriesBucket.Day ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour;
}
