using Monitoring.Storage.Documents;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Connections;

/// <summary>Reads columns in the forms that the schema has.</summary>
internal static class Columns
{
    public static byte[] Bytes(this NpgsqlDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    /// <summary>A text that is kept as <see cref="OrdinalText"/>.</summary>
    public static string Text(this NpgsqlDataReader reader, int column) => OrdinalText.Decode(reader.Bytes(column));

    /// <summary>An instant that is kept as UTC ticks.</summary>
    public static DateTimeOffset Instant(this NpgsqlDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    /// <summary>A project's number, zero for the host.</summary>
    public static Partition Partition(this NpgsqlDataReader reader, int column) =>
        reader.GetInt64(column) is > 0 and var project ? Storage.Documents.Partition.Of(new ProjectId(project)) : Storage.Documents.Partition.Host;
}
