using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests;

/// <summary>What lets the tables be spread over nodes by <c>part</c>: it leads every key of those that can be large.</summary>
public sealed class LayoutTests(PostgresServer server)
{
    /// <summary>Tables that stay small, whatever the load, or that must be one: positions of all, and where issues are whose ids were given elsewhere.</summary>
    private static readonly string[] Whole = ["document_declaration", "document_index", "document_type", "lease", "moved_issue", "outbox", "ranking", "schema_version", "signal", "transition"];

    [Fact]
    public async Task Part_leads_every_unique_key_of_what_can_be_large()
    {
        await using var schema = new SharedSchema(server);
        await schema.Open().OpenAsync(TestContext.Current.CancellationToken);
        await using var connection = await schema.ConnectAsync();
        await using var command = new NpgsqlCommand(
            """
            select t.relname, i.relname, (select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = x.indkey[0])
            from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = t.relnamespace
            where n.nspname = $1 and x.indisunique and not t.relispartition order by 1, 2
            """,
            connection)
        { Parameters = { new() { Value = schema.Schema } } };
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var led = 0;
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            if (reader.IsDBNull(2) || reader.GetString(2) != "part")
            {
                others.Add(reader.GetString(0));
            }
            else
            {
                led++;
            }
        }

        Assert.Equal(Whole, others);
        Assert.True(led >= 12, $"{led} keys");
    }
}
