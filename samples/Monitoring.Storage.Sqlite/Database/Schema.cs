namespace Monitoring.Storage.Sqlite.Database;

/// <summary>The tables. A file says by its <c>user_version</c> which ones it has.</summary>
internal static class Schema
{
    private const long Version = 1;

    /// <summary>Makes the tables in a new file. This is where a later version would change those of an older one.</summary>
    public static long Create(Session session)
    {
        var found = session.Number("pragma user_version") ?? 0;
        if (found > Version)
        {
            throw new MonitoringException($"The database has the tables of version {found}; this code knows those up to {Version}. Use the newer version of the code.");
        }

        if (found == 0)
        {
            session.Execute(Read());
            session.Execute($"pragma user_version = {Version}");
        }

        return Version;
    }

    private static string Read()
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
