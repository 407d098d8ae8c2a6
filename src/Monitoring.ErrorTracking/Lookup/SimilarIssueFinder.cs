using System.Collections.Immutable;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Lookup.Similarity;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Lookup;

/// <summary>Finds issues that resemble one: candidates by the store's index, then the comparison.</summary>
internal sealed class SimilarIssueFinder(IErrorStore store, IProjectDirectory projects, TimeProvider timeProvider)
{
    /// <summary>Less alike is not worth showing.</summary>
    private const double Least = 0.3;

    private const int Candidates = 200;
    private const int PageSize = 100;
    private const int Frames = 3;
    private const int MinWord = 6;
    private const int MaxWords = 3;

    public async ValueTask<ImmutableArray<SimilarIssue>> FindAsync(Issue issue, int limit, CancellationToken cancellationToken)
    {
        var traits = IssueTraits.Of(issue.Row);
        var rows = await CandidatesAsync(issue.Row, traits, cancellationToken).ConfigureAwait(false);
        var project = await projects.FindAsync(issue.Row.ProjectId, cancellationToken).ConfigureAwait(false);
        if (project is null)
        {
            return [];
        }

        var all = rows.Select(row => (Row: row, Traits: IssueTraits.Of(row))).ToList();
        var similarities = new Similarities([traits, .. all.Select(candidate => candidate.Traits)]);
        return
        [
            .. all.Select(candidate => (candidate.Row, Compared: similarities.Compare(traits, candidate.Traits)))
                .Where(candidate => candidate.Compared.Score >= Least)
                .OrderByDescending(candidate => candidate.Compared.Score)
                .ThenByDescending(candidate => candidate.Row.Id)
                .Take(limit)
                .Select(candidate => new SimilarIssue
                {
                    Issue = Issue.Of(project, candidate.Row, timeProvider.GetUtcNow()),
                    Score = candidate.Compared.Score,
                    Reasons = candidate.Compared.Reasons,
                }),
        ];
    }

    /// <summary>The last seen that share one of the first frames, then those that share a type or a long word of the message.</summary>
    private async ValueTask<List<IssueRow>> CandidatesAsync(IssueRow issue, IssueTraits traits, CancellationToken cancellationToken)
    {
        var found = new Dictionary<IssueId, IssueRow>();
        var frames = traits.Frames.OrderBy(frame => frame.Value).Take(Frames).Select(frame => frame.Key);
        var words = traits.Words.Where(word => word.Length >= MinWord).OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal).Take(MaxWords);
        await AddAsync(frames).ConfigureAwait(false);
        await AddAsync(traits.Types.Concat(words)).ConfigureAwait(false);
        found.Remove(issue.Id);
        return [.. found.Values];

        async ValueTask AddAsync(IEnumerable<string> texts)
        {
            var query = new IssueQuery
            {
                ProjectId = issue.ProjectId,
                Filter = new IssueFilter.Any { Filters = [.. texts.Select(text => new IssueFilter.ContainsText { Text = text })] },
                Limit = PageSize,
            };
            string? cursor = null;
            do
            {
                var page = await store.SearchIssuesAsync(query with { Cursor = cursor }, cancellationToken).ConfigureAwait(false);
                foreach (var row in page.Items)
                {
                    found.TryAdd(row.Id, row);
                }

                cursor = page.Next;
            }
            while (cursor is not null && found.Count < Candidates);
        }
    }
}
