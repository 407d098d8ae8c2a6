using System.Globalization;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Errors.Moving;

/// <summary>
/// Reads the database and the segments while nothing is packed: until then both stay as they are, and hold all that there was when the export began.
/// </summary>
internal sealed class ErrorExport(ErrorSettings settings, ErrorParts parts, Checkpoint checkpoint)
{
    private const int Step = 200;

    private readonly ErrorTables _tables = parts.Tables;
    private readonly List<ProjectCell> _projects = [.. parts.Tables.Projects().OrderBy(cell => cell.Project)];
    private readonly List<MergedCell> _merged = [.. parts.Tables.Merged().OrderBy(cell => cell.Id)];

    public IReadOnlyList<Func<string?, IAsyncEnumerable<Exported<ErrorStoreRecord>>>> Sections
    {
        get
        {
            var events = new EventExport(settings, parts, _projects);
            return [Counters, Projects, Hashes, Issues, Merged, events.Outlived, events.Kept, events.Known, Transitions];
        }
    }

    private IAsyncEnumerable<Exported<ErrorStoreRecord>> Counters(string? after) => Few(
        after,
        [
            new ErrorStoreRecord.Counters
            {
                LastIssue = checkpoint.LastIssue,
                LastPosition = checkpoint.LastSequence,
                LastMerge = Math.Max(checkpoint.LastSequence, _merged.Select(cell => cell.Merged!.Order).DefaultIfEmpty(0).Max()),
            },
        ]);

    private IAsyncEnumerable<Exported<ErrorStoreRecord>> Projects(string? after) => Few(
        after,
        [.. _projects.Where(cell => cell.State.LastNumber > 0).Select(cell => new ErrorStoreRecord.Project { ProjectId = cell.Project, LastNumber = cell.State.LastNumber })]);

    private IAsyncEnumerable<Exported<ErrorStoreRecord>> Merged(string? after) =>
        Few(after, [.. _merged.Select(cell => Issue(cell.Merged!.Head) with { MergedInto = cell.Merged.Into, MergeOrder = cell.Merged.Order })]);

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> Hashes(string? after)
    {
        var key = after is null ? Keys.Of(long.MinValue) : [.. Bytes(after), 0];
        while (await settings.Gate.RunAsync(() => _tables.HashesFrom(key, Step), CancellationToken.None).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var cell in step.Where(cell => !cell.Owner.IsDefault))
            {
                yield return new(Convert.ToHexString(Keys.Of(cell.Project, cell.Hash)), cell.EstimateBytes(), HashRecords.Of(cell));
            }

            key = [.. Keys.Of(step[^1].Project, step[^1].Hash), 0];
        }
    }

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> Issues(string? after)
    {
        var last = after is null ? 0 : Number(after);
        while (await settings.Gate.RunAsync(() => _tables.HeadsAfter(last, Step), CancellationToken.None).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var head in step)
            {
                yield return new(Text(head.Id.Value), 200 + (head.Hashes.Length * 16), Issue(head));
            }

            last = step[^1].Id.Value;
        }
    }

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> Transitions(string? after)
    {
        var last = after is null ? checkpoint.TrimmedTransitions : Number(after);
        while (await settings.Gate.RunAsync(() => _tables.Transitions(last, checkpoint.Replayed, Step).ToList(), CancellationToken.None).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var told in step)
            {
                yield return new(Text(told.Position), 500, new ErrorStoreRecord.Transition { Told = told });
            }

            last = step[^1].Position;
        }
    }

    private static ErrorStoreRecord.Issue Issue(IssueHead head) => new()
    {
        Id = head.Id,
        ProjectId = head.Project,
        Number = head.Number,
        State = head.State,
        Assignee = head.Assignee,
        Version = head.Version,
        Hashes = head.Hashes,
    };

    /// <summary>Records that are in memory, in their order.</summary>
    private static async IAsyncEnumerable<Exported<ErrorStoreRecord>> Few(string? after, IReadOnlyList<ErrorStoreRecord> records)
    {
        for (var i = after is null ? 0 : (int)Number(after) + 1; i < records.Count; i++)
        {
            yield return new(Text(i), 200, records[i]);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string place) => long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidCursorException();

    private static byte[] Bytes(string place)
    {
        try
        {
            return Convert.FromHexString(place);
        }
        catch (FormatException)
        {
            throw new InvalidCursorException();
        }
    }
}
