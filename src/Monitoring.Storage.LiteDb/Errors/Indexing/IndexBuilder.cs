using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>Reads a project's issues and what their hashes have counted out of the database, some at a time.</summary>
internal static class IndexBuilder
{
    private const int Step = 256;

    /// <returns>How many issues; <see langword="null"/> when it was stopped.</returns>
    public static int? Run(ErrorTables tables, ProjectId project, ProjectIndex index, Func<bool> isStopping)
    {
        var count = 0;
        long? after = 0;
        while (after is { } number)
        {
            if (isStopping())
            {
                return null;
            }

            // Issues and hashes of one state of the database belong together.
            after = tables.Database.Snapshot([Collections.Issues, Collections.Hashes], () =>
            {
                var rows = tables.Rows(project, number, Step);
                foreach (var row in rows)
                {
                    index.Load(new IndexedIssue { Row = row, Hashes = [.. tables.Totals(row)] });
                }

                count += rows.Count;
                return rows.Count < Step ? (long?)null : rows[^1].Number;
            });
        }

        return count;
    }
}
