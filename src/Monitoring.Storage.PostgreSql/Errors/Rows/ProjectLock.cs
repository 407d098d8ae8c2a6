using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>The lock of a project, held to the end of a transaction: appends share it, and whoever changes what belongs together has it alone.</summary>
internal static class ProjectLock
{
    public static long Key(Database database, ProjectId project) => Terms.Digest("project", database.Schema, project.ToString());

    /// <summary>Takes the lock alone.</summary>
    public static async ValueTask TakeAsync(NpgsqlConnection connection, Database database, ProjectId project, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync("select pg_advisory_xact_lock($1)", [Parameter.Of(Key(database, project))], cancellationToken).ConfigureAwait(false);
}
