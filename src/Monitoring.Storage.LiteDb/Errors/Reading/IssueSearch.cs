using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>
/// Lists issues. Those that the database does not have as they are come out of memory, the others in the order of an
/// index of the database; both are merged.
/// </summary>
internal sealed class IssueSearch(ErrorTables tables, IssueQuery query, IssuePlace? after)
{
    private const int Step = 128;

    private readonly HashSet<IssueId> _unsaved = [];
    private readonly List<IssueRow> _found = [];

    /// <summary>Under the state's lock: looks at what is not saved.</summary>
    public void ReadUnsaved(ErrorState state)
    {
        foreach (var cell in state.DirtyIssues(query.ProjectId))
        {
            _unsaved.Add(cell.Id);
            if (cell.Head is not { } head)
            {
                continue;
            }

            var totals = state.Totals(head);
            var row = IssueRows.Sum(head, totals);
            if (IsAfter(row) && Matches(row, (key, value) => totals.Any(hash => hash.HasTag(key, value))))
            {
                _found.Add(row);
            }
        }
    }

    /// <summary>Afterwards, outside of the lock: looks at the rest, and gives the page and one more.</summary>
    public List<IssueRow> Run()
    {
        var wanted = query.Limit + 1;
        tables.Database.Snapshot([Collections.Issues, Collections.Tags, Collections.Hashes], () =>
        {
            if (RequiredTag(query.Filter) is { } tag)
            {
                ReadTagged(tag);
            }
            else
            {
                ReadInOrder(wanted);
            }

            return true;
        });
        return [.. _found.OrderBy(row => IssuePlace.Of(row, query.Sort)).Take(wanted)];
    }

    /// <summary>A tag that every issue must have to match, which is better looked up than searched for.</summary>
    private static IssueFilter.HasTag? RequiredTag(IssueFilter? filter) => filter switch
    {
        IssueFilter.HasTag tag => tag,
        IssueFilter.All all => all.Filters.Select(RequiredTag).FirstOrDefault(tag => tag is not null),
        _ => null,
    };

    private bool IsAfter(IssueRow row) => after is not { } place || IssuePlace.Of(row, query.Sort).CompareTo(place) > 0;

    private bool Matches(IssueRow row, Func<string, string, bool> hasTag) => query.Filter is null || query.Filter.Matches(row, hasTag);

    private void ReadInOrder(int wanted)
    {
        var field = IssuePlace.FieldOf(query.Sort);
        var from = after?.ToKey(query.ProjectId) ?? Keys.Of(query.ProjectId.Value, long.MinValue, long.MinValue);
        var end = Keys.Of(query.ProjectId.Value, long.MaxValue, long.MaxValue);
        var found = 0;
        while (found < wanted)
        {
            var documents = tables.Database.Range(Collections.Issues, field, from, end, Step);
            found += documents.Count(document => Take(ErrorTables.ReadRow(document)));
            if (documents.Count < Step)
            {
                return;
            }

            from = Next(documents[^1][field].AsBinary);
        }
    }

    private void ReadTagged(IssueFilter.HasTag tag)
    {
        foreach (var issue in tables.IssuesWithTag(query.ProjectId, tag.Key, tag.Value))
        {
            if (!_unsaved.Contains(issue) && tables.FindRow(issue) is { } row)
            {
                Take(row);
            }
        }
    }

    private bool Take(IssueRow row)
    {
        var isFound = !_unsaved.Contains(row.Id) && IsAfter(row) && Matches(row, (key, value) => tables.HasTag(row, key, value));
        if (isFound)
        {
            _found.Add(row);
        }

        return isFound;
    }

    /// <summary>The smallest key after this one.</summary>
    private static byte[] Next(byte[] key) => [.. key, 0];
}
