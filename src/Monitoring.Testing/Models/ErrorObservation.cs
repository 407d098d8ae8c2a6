using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Models;

/// <summary>Reads all that can be seen of a store, in every way there is, and compares it with the model.</summary>
internal static class ErrorObservation
{
    private const int PageLimit = 7;

    public static async ValueTask CompareAsync(IErrorStore store, ErrorModel model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Same("transitions", model.Transitions, await TransitionsAsync(store, cancellationToken));
        foreach (var project in model.Counted.Select(counted => counted.ProjectId).Append(new ProjectId(1)).Distinct())
        {
            await CompareListsAsync(store, model, project, cancellationToken);
        }

        foreach (var id in model.Given)
        {
            await CompareIssueAsync(store, model, id, now, cancellationToken);
        }

        foreach (var (project, id) in model.Known.Keys)
        {
            var counted = model.Counted.Find(counted => (counted.ProjectId, counted.EventId) == (project, id));
            var expected = counted is null || !model.IsKept(counted) ? null : model.Show(model.Owners[(project, counted.Hashes[0])], counted);
            Same($"event {id}", RenderErrors.Stored(expected), RenderErrors.Stored(await store.GetEventAsync(project, id, cancellationToken)));
        }
    }

    public static async ValueTask<List<string>> TransitionsAsync(IErrorStore store, CancellationToken cancellationToken)
    {
        var read = new List<IssueTransition>();
        while (await store.ReadTransitionsAsync(read.Count == 0 ? 0 : read[^1].Position, PageLimit, cancellationToken) is { IsEmpty: false } next)
        {
            read.AddRange(next);
        }

        return [.. read.Select(RenderErrors.Transition)];
    }

    public static async ValueTask<ImmutableArray<IssueId>> SearchAsync(IErrorStore store, IssueQuery query, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<IssueId>();
        Page<IssueRow> page;
        do
        {
            page = await store.SearchIssuesAsync(query, cancellationToken);
            found.AddRange(page.Items.Select(row => row.Id));
            query = query with { Cursor = page.Next };
        }
        while (page.Next is not null);

        return found.ToImmutable();
    }

    private static async ValueTask CompareListsAsync(IErrorStore store, ErrorModel model, ProjectId project, CancellationToken cancellationToken)
    {
        // By trend they are ranked as of some minutes ago: facts of their own look at that.
        foreach (var sort in Enum.GetValues<IssueSort>().Where(sort => sort != IssueSort.Trend))
        {
            var query = new IssueQuery { ProjectId = project, Sort = sort, Limit = PageLimit };
            Same($"issues of project {project} by {sort}", model.Search(query).Select(id => $"{id}"), (await SearchAsync(store, query, cancellationToken)).Select(id => $"{id}"));
        }

        var rows = (await store.SearchIssuesAsync(new IssueQuery { ProjectId = project, Limit = 100 }, cancellationToken)).Items;
        Assert.Equal(rows.Length, rows.Select(row => row.Number).Where(number => number > 0).Distinct().Count());
        foreach (var row in rows)
        {
            var expected = RenderErrors.Issue(model.Row(model.Issues[row.Id], row.Number, row.Version));
            Same("a row of a search", expected, RenderErrors.Issue(row));
            Same("the issue of a number", expected, RenderErrors.Issue(await store.FindIssueByNumberAsync(project, row.Number, cancellationToken)));
            foreach (var hash in row.Hashes)
            {
                Same("the issue of a hash", expected, RenderErrors.Issue(await store.FindIssueByHashAsync(project, hash, cancellationToken)));
            }
        }
    }

    private static async ValueTask CompareIssueAsync(IErrorStore store, ErrorModel model, IssueId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var issue = model.Find(id);
        var row = await store.GetIssueAsync(id, cancellationToken);
        Same($"issue {id}", issue is null ? "no issue" : RenderErrors.Issue(model.Row(issue, row?.Number ?? 0, row?.Version ?? 0)), RenderErrors.Issue(row));
        var expected = issue is null ? [] : model.EventsOf(issue).Where(model.IsKept).Select(kept => model.Show(issue.Id, kept) with { Event = kept with { Payload = default } });
        Same($"events of issue {id}", expected.Select(RenderErrors.Stored), (await EventsAsync(store, id, cancellationToken)).Select(RenderErrors.Stored));
        Same($"tags of issue {id}", issue is null ? "[]" : RenderErrors.Tags(model.Tags(issue)), RenderErrors.Tags(await store.GetTagsAsync(id, cancellationToken)));
        foreach (var (bucket, length, from) in new[] { (SeriesBucket.Hour, TimeSpan.FromHours(1), now.AddHours(-80)), (SeriesBucket.Day, TimeSpan.FromDays(1), now.AddDays(-40)) })
        {
            var query = new SeriesQuery { IssueId = id, From = from, To = now.AddTicks(1), Bucket = bucket };
            var series = issue is null ? [] : model.Series(issue, query.From, query.To, length);
            Same($"series of issue {id} by {bucket}", RenderErrors.Series(series), RenderErrors.Series(await store.GetSeriesAsync(query, cancellationToken)));
        }
    }

    private static async ValueTask<List<StoredEvent>> EventsAsync(IErrorStore store, IssueId id, CancellationToken cancellationToken)
    {
        var found = new List<StoredEvent>();
        var query = new EventQuery { IssueId = id, Limit = PageLimit };
        Page<StoredEvent> page;
        do
        {
            page = await store.ListEventsAsync(query, cancellationToken);
            found.AddRange(page.Items);
            query = query with { Cursor = page.Next };
        }
        while (page.Next is not null);

        return found;
    }

    private static void Same(string what, IEnumerable<string> expected, IEnumerable<string> actual) =>
        Same(what, string.Join(Environment.NewLine, expected), string.Join(Environment.NewLine, actual));

    private static void Same(string what, string expected, string actual)
    {
        if (Difference.Find(what, expected, actual) is { } difference)
        {
            Assert.Fail(difference);
        }
    }
}
