using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Errors.Moving;

/// <summary>What a hash has counted, as it is exported.</summary>
internal static class HashRecords
{
    public static ErrorStoreRecord.Hash Of(HashCell cell) => new()
    {
        ProjectId = cell.Project,
        Value = cell.Hash,
        IssueId = cell.Owner,
        Counts = cell.Totals is { Latest: { } latest } totals ? Of(totals, latest) : null,
    };

    /// <summary>A cell that holds what was exported.</summary>
    public static HashCell ToCell(ErrorStoreRecord.Hash record)
    {
        var cell = new HashCell(record.ProjectId, record.Value) { Owner = record.IssueId };
        if (record.Counts is not { } counts)
        {
            return cell;
        }

        var totals = cell.Totals;
        totals.Count = counts.Events;
        totals.FirstSeen = counts.FirstSeen.UtcTicks;
        totals.LastSeen = counts.LastSeen.UtcTicks;
        totals.Latest = FacetRecords.Of(counts.Latest);
        totals.Users = DistinctSketch.FromBytes(counts.Users.Span);
        foreach (var hour in counts.Hours)
        {
            totals.Hours[HashTotals.HourOf(hour.Start.UtcTicks)] = hour.Count;
        }

        FacetRecords.Fill(totals.Facets, counts);
        return cell;
    }

    private static HashCounts Of(HashTotals totals, LatestEvent latest) => FacetRecords.With(
        totals.Facets,
        new HashCounts
        {
            Events = totals.Count,
            FirstSeen = new DateTimeOffset(totals.FirstSeen, TimeSpan.Zero),
            LastSeen = new DateTimeOffset(totals.LastSeen, TimeSpan.Zero),
            Latest = FacetRecords.Of(latest),
            Users = totals.Users.ToBytes(),
            Hours =
            [
                .. totals.Hours.OrderBy(hour => hour.Key)
                    .Select(hour => new SeriesPoint { Start = new DateTimeOffset(hour.Key * TimeSpan.TicksPerHour, TimeSpan.Zero), Count = hour.Value }),
            ],
            Environments = [],
            Services = [],
            Releases = [],
            Tags = [],
        });
}
