using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;
using Monitoring.Testing.Models;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>What comes out of an archive may have been made by anybody.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task An_import_refuses_what_comes_before_what_it_refers_to_and_changes_nothing()
    {
        await FillForForgeriesAsync();
        await AssertForgeriesAreRefusedAsync(records =>
        {
            var (hashes, issues, events) = Parts(records);
            var away = issues.Where(issue => issue.MergedInto is not null).ToList();
            return
            [
                ("An event without its hash", [events[0]]),
                ("An event without the issue of its hash", [.. hashes, events[0]]),
                ("An event whose issue lacks its hash", [.. hashes, .. issues.Select(issue => issue with { Hashes = [] }), events[0]]),
                ("An issue without its hashes", [issues.First(issue => issue.MergedInto is null)]),
                ("An issue with the hashes of another", [.. hashes.Select(hash => hash with { IssueId = new IssueId(hash.IssueId.Value + 1) }), .. issues]),
                ("An issue that was merged into itself", [away[0] with { MergedInto = away[0].Id }]),
                ("Two issues that were merged into one another", [away[0] with { MergedInto = away[1].Id }, away[1] with { MergedInto = away[0].Id }]),
            ];
        });

        var merged = Parts(await RecordsAsync()).Issues.First(issue => issue.MergedInto is not null);
        await TransferRun.AssertRefusedAsync(
            TransferRun.Of<ErrorStoreRecord>(Store), "An issue that was merged into one that leads back to it", [merged with { Id = merged.MergedInto!.Value, MergedInto = merged.Id }], Cancellation);
    }

    [Fact]
    public async Task An_import_refuses_records_that_no_export_gives_and_changes_nothing()
    {
        await FillForForgeriesAsync();
        await AssertForgeriesAreRefusedAsync(records =>
        {
            var (hashes, issues, events) = Parts(records);
            var (hash, issue, kept) = (hashes.First(hash => hash.Counts is not null), issues.First(issue => issue.MergedInto is null), events[0]);
            var (counts, merged) = (hash.Counts!, issues.First(issue => issue.MergedInto is not null));
            var (counters, project, told) = (records.OfType<ErrorStoreRecord.Counters>().Single(), records.OfType<ErrorStoreRecord.Project>().First(), records.OfType<ErrorStoreRecord.Transition>().First());
            return new (string What, ErrorStoreRecord Record)[]
            {
                ("A negative counter", counters with { LastIssue = -1 }),
                ("A counter above which nothing can go on", counters with { LastPosition = long.MaxValue }),
                ("A project without an id", project with { ProjectId = default }),
                ("A hash of no project", hash with { ProjectId = default }),
                ("A hash of no issue", hash with { IssueId = default }),
                ("A hash that counted no event", hash with { Counts = counts with { Events = 0 } }),
                ("A hash that counted more than sums can hold", hash with { Counts = counts with { Events = long.MaxValue } }),
                ("A hash whose users are no sketch", hash with { Counts = counts with { Users = new byte[] { 7, 7, 7 } } }),
                ("A hash with an hour twice", hash with { Counts = counts with { Hours = [counts.Hours[0], .. counts.Hours] } }),
                ("A hash with a release twice", hash with { Counts = counts with { Releases = ["1.0", "1.0"] } }),
                ("An issue without an id", issue with { Id = default }),
                ("An issue without a number", issue with { Number = 0 }),
                ("An issue without a version", issue with { Version = 0 }),
                ("An issue of no status", issue with { State = issue.State with { Status = (IssueStatus)77 } }),
                ("A merge without an order", merged with { MergeOrder = 0 }),
                ("An event of no project", kept with { Kept = kept.Kept with { ProjectId = default } }),
                ("An event without an id", kept with { Kept = kept.Kept with { EventId = default } }),
                ("An event without hashes", kept with { Kept = kept.Kept with { Hashes = [] } }),
                ("An event of no level", kept with { Kept = kept.Kept with { Level = (ErrorLevel)77 } }),
                ("An event that nothing keeps", kept with { IsPinned = false, IsOutlived = true }),
                ("A known event without an id", new ErrorStoreRecord.KnownEvent { ProjectId = Project, EventId = default }),
                ("A transition of no issue", told with { Told = told.Told with { IssueId = default } }),
                ("A transition without a position", told with { Told = told.Told with { Position = 0 } }),
            }.Select(forged => (forged.What, (ImmutableArray<ErrorStoreRecord>)[.. forged.Record is ErrorStoreRecord.Event ? [.. hashes, .. issues] : Array.Empty<ErrorStoreRecord>(), forged.Record]));
        });
    }

    private async ValueTask FillForForgeriesAsync()
    {
        TransferRun.Of<ErrorStoreRecord>(Store);
        var ids = (await AppendAsync(_some.Full(), _some.Next(4), _some.Next(5), _some.Next(6))).Select(result => result.IssueId).ToArray();
        await ApplyAsync(ids[0], new IssueChange.Merge { Sources = [ids[1], ids[2]] });
    }

    private async ValueTask AssertForgeriesAreRefusedAsync(Func<List<ErrorStoreRecord>, IEnumerable<(string What, ImmutableArray<ErrorStoreRecord> Records)>> forge)
    {
        List<ErrorStoreRecord> before = [];
        await MoveAsync(async (from, to) => before = await TransferRun.MoveAfterForgeriesAsync<ErrorStoreRecord>(from, to, records => forge(AssertWhole(records)), Cancellation));
        Assert.Equal(before.Select(RenderTransfer.Record).Order(), (await RecordsAsync()).Select(RenderTransfer.Record).Order());
    }

    /// <summary>What the forgeries are made of is there.</summary>
    private static List<ErrorStoreRecord> AssertWhole(List<ErrorStoreRecord> records)
    {
        var (hashes, issues, events) = Parts(records);
        Assert.Equal((6, 4, 2, 4), (hashes.Count, issues.Count, issues.Count(issue => issue.MergedInto is not null), events.Count));
        Assert.All(hashes, hash => Assert.True(hash.Counts is null or { Hours.IsEmpty: false }));
        Assert.Contains(records, record => record is ErrorStoreRecord.Counters);
        Assert.Contains(records, record => record is ErrorStoreRecord.Project);
        Assert.Contains(records, record => record is ErrorStoreRecord.Transition);
        return records;
    }

    private async ValueTask<List<ErrorStoreRecord>> RecordsAsync() =>
        [.. (await TransferRun.PagesAsync(TransferRun.Of<ErrorStoreRecord>(Store), null, Cancellation)).SelectMany(page => page.Items)];

    private static (List<ErrorStoreRecord.Hash> Hashes, List<ErrorStoreRecord.Issue> Issues, List<ErrorStoreRecord.Event> Events) Parts(List<ErrorStoreRecord> records) =>
        ([.. records.OfType<ErrorStoreRecord.Hash>()], [.. records.OfType<ErrorStoreRecord.Issue>()], [.. records.OfType<ErrorStoreRecord.Event>()]);
}
