using System.Globalization;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.Storage.Transfer;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Connections;

/// <summary>A pooler that gives each transaction whatever connection to the server is free.</summary>
public sealed class PoolerTests(PostgresServer server)
{
    private const int Writers = 8;
    private const int Batches = 15;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("transaction", ";Max Auto Prepare=0;No Reset On Close=true")]
    [InlineData("session", "")]
    public async Task Two_hosts_behind_a_pooler_lose_nothing_and_count_once(string mode, string settings)
    {
        // Fewer connections to the server than the hosts have to the pooler, so that transactions change places; in the mode session each keeps its own.
        await using var pooler = await Pooler.StartAsync(server, mode, mode == "session" ? 60 : 4);
        var through = string.Create(CultureInfo.InvariantCulture, $";Port={pooler.Port}{settings}");
        await using var schema = new SharedSchema(server, $"pooled by {mode}");
        PostgreSqlErrorStore[] errors = [new(schema.Open(through)), new(schema.Open(through))];
        PostgreSqlDocumentStore[] documents = [new(schema.Open(through)), new(schema.Open(through))];
        await documents[0].CommitAsync(SharedSchema.Put(new Note { Key = "k" }), Cancellation);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                var number = (writer * 1_000) + (batch * 10);
                await errors[writer % 2].AppendAsync([.. Enumerable.Range(number, 5).Select(Event)], Cancellation);

                // Again at the other host.
                await errors[1 - (writer % 2)].AppendAsync([Event(number)], Cancellation);
                await RaiseAsync(documents[writer % 2]);
            }
        }));

        var issues = (await errors[1].SearchIssuesAsync(new IssueQuery { ProjectId = SharedSchema.Project }, Cancellation)).Items;
        Assert.Equal(Writers * Batches * 5, issues.Sum(issue => issue.Count));
        Assert.Equal(3, issues.Length);
        Assert.Equal(Writers * Batches, (await documents[1].FindAsync(SharedSchema.Here, Note.Type, "k", Cancellation))!.Value.Number);
        Assert.Equal(Writers * Batches, (await documents[1].ReadSignalsAsync(0, 1_000, Cancellation)).Length);
        await errors[0].Upkeep.RunAsync(Cancellation);
        Assert.Equal(Writers * Batches * 5, await ExportedAsync(errors[0]));
        Array.ForEach(errors, store => store.Dispose());
    }

    [Fact]
    public async Task A_lease_is_held_by_one_of_many_behind_a_pooler()
    {
        await using var pooler = await Pooler.StartAsync(server, "transaction", 3);
        await using var schema = new SharedSchema(server);
        var hosts = Enumerable.Range(0, 4)
            .Select(_ => new PostgreSqlDocumentStore(schema.Open(string.Create(CultureInfo.InvariantCulture, $";Port={pooler.Port};Max Auto Prepare=0;No Reset On Close=true"))))
            .ToArray();

        for (var round = 0; round < 10; round++)
        {
            var leases = await Task.WhenAll(hosts.Select((host, owner) => host.AcquireLeaseAsync($"lease {round}", $"{owner}", TimeSpan.FromMinutes(1), Cancellation).AsTask()));
            Assert.Single(leases, lease => lease is not null);
        }
    }

    private static async Task RaiseAsync(PostgreSqlDocumentStore store)
    {
        while (true)
        {
            var found = await store.FindAsync(SharedSchema.Here, Note.Type, "k", Cancellation);
            var commit = SharedSchema.Put(found!.Value with { Number = found.Value.Number + 1 }, found.Version) with { Signals = [SharedSchema.Signal()] };
            if ((await store.CommitAsync(commit, Cancellation)).Outcome == CommitOutcome.Committed)
            {
                return;
            }
        }
    }

    private static async Task<int> ExportedAsync(PostgreSqlErrorStore store)
    {
        await using var export = await ((IStoreTransfer<ErrorStoreRecord>)store).BeginExportAsync(Cancellation);
        var events = 0;
        string? cursor = null;
        do
        {
            var page = await export.ReadAsync(cursor, Cancellation);
            events += page.Items.OfType<ErrorStoreRecord.Event>().Count();
            cursor = page.Next;
        }
        while (cursor is not null);

        return events;
    }

    private static GroupedEvent Event(int number) => SharedSchema.Event(number, number % 3);
}
