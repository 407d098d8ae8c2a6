using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.Indexing;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>
/// Lists issues. Those that the database does not have as they are come out of memory, the others are named by the index of the project, or stand in the order of
/// an index of the database while there is none; both are merged.
/// </summary>
internal sealed class IssueSearch(ErrorTables tables, IssueIndexes indexes, IssueQuery query, IssuePlace? after, DateTimeOffset now)
{
    private const int Step = 128;
    private const int MaxStep = 2_048;

    private readonly HashSet<IssueId> _unsaved = [];
    private readonly List<(IssuePlace Place, IssueRow Row)> _found = [];
    private readonly int _wanted = query.Limit + 1;
    private long _lastNumber;

    /// <summary>When the places were computed that rows are in; afterwards.</summary>
    public DateTimeOffset? RankedAt { get; private set; }

    /// <summary>Under the state's lock: looks at what is not saved.</summary>
    public void ReadUnsaved(ErrorState state)
    {
        _lastNumber = state.Project(query.ProjectId).LastNumber;
        foreach (var cell in state.DirtyIssues(query.ProjectId))
        {
            _unsaved.Add(cell.Id);
            if (cell.Head is not { } head)
            {
                continue;
            }

            var totals = state.Totals(head);
            var row = ErrorState.Row(cell, totals);
            if (query.Filter?.Matches(row, (key, value) => totals.Any(hash => hash.Facets.HasTag(key, value))) ?? true)
            {
                Take(row, PlaceOf(row, totals));
            }
        }
    }

    /// <summary>Afterwards, outside of the lock: looks at the rest, and gives the page and one more.</summary>
    public List<(IssuePlace Place, IssueRow Row)> Run()
    {
        var index = indexes.Find(query.ProjectId, _lastNumber);
        if (query.Sort == IssueSort.Trend)
        {
            index?.RefreshTrends();
            RankedAt = index?.RankedAt ?? now;
        }

        if (index is not null)
        {
            ReadIndexed(index);
        }
        else if (IssuePlace.FieldOf(query.Sort) is { } field)
        {
            tables.Database.Snapshot([Collections.Issues, Collections.Hashes], () => ReadInOrder(field));
        }
        else
        {
            ReadAll();
        }

        return [.. _found.OrderBy(found => found.Place).Take(_wanted)];
    }

    private IssuePlace PlaceOf(IssueRow row, IEnumerable<HashTotals> hashes) => query.Sort == IssueSort.Trend
        ? new IssuePlace(IssueTrend.Rank(hashes.SelectMany(hash => hash.Hours), now), row.Id.Value)
        : IssuePlace.Of(row, query.Sort);

    /// <summary>The index knows the order of all, and which may match; only those that are shown are read, and a few more when it does not know for sure.</summary>
    private void ReadIndexed(IssueIndex index)
    {
        var candidates = index.Narrow(query.Filter, _unsaved);
        var (from, step, found) = (after, _wanted, 0);
        while (found < _wanted)
        {
            var places = index.First(candidates, query.Sort, from, step);
            foreach (var place in places)
            {
                if (tables.FindRow(new IssueId(place.Id)) is { } row && Matches(row))
                {
                    // It may have been saved with other counts since.
                    found += Take(row, query.Sort == IssueSort.Trend ? place : IssuePlace.Of(row, query.Sort)) ? 1 : 0;
                }

                if (found == _wanted)
                {
                    return;
                }
            }

            if (places.Count < step)
            {
                return;
            }

            from = places[^1];
            step = Math.Min(step * 2, MaxStep);
        }
    }

    /// <summary>Walks along an index of the database until the page is full.</summary>
    private bool ReadInOrder(string field)
    {
        var from = after?.ToKey(query.ProjectId) ?? Keys.Of(query.ProjectId.Value, long.MinValue, long.MinValue);
        var end = Keys.Of(query.ProjectId.Value, long.MaxValue, long.MaxValue);
        var found = 0;
        while (found < _wanted)
        {
            var documents = tables.Database.Range(Collections.Issues, field, from, end, Step);
            found += documents.Select(ErrorTables.ReadRow).Count(row => IsWanted(row) && Take(row, IssuePlace.Of(row, query.Sort)));
            if (documents.Count < Step)
            {
                return true;
            }

            from = Next(documents[^1][field].AsBinary);
        }

        return false;
    }

    /// <summary>Looks at every issue of the project, for an order that the database does not have.</summary>
    private void ReadAll()
    {
        for (var number = 0L; ;)
        {
            var rows = tables.Rows(query.ProjectId, number, Step);
            foreach (var row in rows.Where(IsWanted))
            {
                Take(row, PlaceOf(row, tables.Totals(row)));
            }

            if (rows.Count < Step)
            {
                return;
            }

            number = rows[^1].Number;
            KeepFirst();
        }
    }

    private void KeepFirst()
    {
        if (_found.Count > MaxStep)
        {
            _found.Sort((first, second) => first.Place.CompareTo(second.Place));
            _found.RemoveRange(_wanted, _found.Count - _wanted);
        }
    }

    private bool IsWanted(IssueRow row) => !_unsaved.Contains(row.Id) && Matches(row);

    private bool Matches(IssueRow row) => query.Filter?.Matches(row, (key, value) => tables.HasTag(row, key, value)) ?? true;

    /// <summary>Takes an issue that matches, unless it was on a page before.</summary>
    private bool Take(IssueRow row, IssuePlace place)
    {
        if (after is { } end && place.CompareTo(end) <= 0)
        {
            return false;
        }

        _found.Add((place, row));
        return true;
    }

    /// <summary>The smallest key after this one.</summary>
    private static byte[] Next(byte[] key) => [.. key, 0];
}
