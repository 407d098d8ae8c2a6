namespace Monitoring.Storage.Sqlite;

/// <summary>Settings of the provider.</summary>
public sealed class SqliteOptions
{
    /// <summary>The database file; it is made with its directory when it is not there.</summary>
    /// <value>The default is <c>monitoring.db</c> in the working directory.</value>
    public string Path { get; set; } = "monitoring.db";
}
