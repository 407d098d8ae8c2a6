using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Connections;

/// <summary>A connection string that names several servers.</summary>
public sealed class SeveralServersTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(";Target Session Attributes=primary")]
    [InlineData(";Target Session Attributes=any")]
    public async Task The_one_that_answers_is_used(string settings)
    {
        await using var schema = new SharedSchema(server, settings);
        var there = new NpgsqlConnectionStringBuilder(server.ConnectionString);

        // Port 1 of loopback refuses.
        var store = new PostgreSqlDocumentStore(schema.Open($";Host=127.0.0.1:1,{there.Host}:{there.Port}{settings}"));

        await store.CommitAsync(SharedSchema.Put(new Note { Key = "k" }), Cancellation);
        Assert.NotNull(await store.FindAsync(SharedSchema.Here, Note.Type, "k", Cancellation));
    }
}
