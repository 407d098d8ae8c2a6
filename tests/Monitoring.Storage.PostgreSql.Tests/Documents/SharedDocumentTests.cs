using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Documents;

/// <summary>Several hosts on one schema.</summary>
public sealed class SharedDocumentTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hosts_that_raise_one_number_lose_no_step()
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlDocumentStore[] hosts = [new(schema.Open()), new(schema.Open())];
        await hosts[0].CommitAsync(SharedSchema.Put(new Note { Key = "k" }), Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async caller =>
        {
            for (var step = 0; step < 25;)
            {
                var found = await hosts[caller % 2].FindAsync(SharedSchema.Here, Note.Type, "k", Cancellation);
                var commit = SharedSchema.Put(found!.Value with { Number = found.Value.Number + 1 }, found.Version) with { Signals = [SharedSchema.Signal()] };
                step += (await hosts[caller % 2].CommitAsync(commit, Cancellation)).Outcome == CommitOutcome.Committed ? 1 : 0;
            }
        }));

        Assert.Equal(200, (await hosts[1].FindAsync(SharedSchema.Here, Note.Type, "k", Cancellation))!.Value.Number);
        Assert.Equal(200, await schema.AskAsync("select count(*) from signal"));
        Assert.Equal(0, await schema.AskAsync("select count(*) from document where version = 0"));
    }

    [Fact]
    public async Task Of_two_commits_that_each_demand_that_the_others_document_is_not_there_one_is_refused()
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlDocumentStore[] hosts = [new(schema.Open()), new(schema.Open())];
        for (var round = 0; round < 20; round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(host => hosts[host].CommitAsync(
                SharedSchema.Put(new Note { Key = $"{round} {host}" }) with
                {
                    Checks = [new DocumentCheck { Type = Note.Type, Key = $"{round} {1 - host}", ExpectedVersion = 0 }],
                },
                Cancellation).AsTask()));

            Assert.Equal([CommitOutcome.Committed, CommitOutcome.Conflict], outcomes.Select(result => result.Outcome).Order());
        }

        Assert.Equal(20, await schema.AskAsync("select count(*) from document"));
    }

    [Fact]
    public async Task A_key_that_is_deleted_and_put_again_by_many_has_versions_that_only_grow()
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlDocumentStore[] hosts = [new(schema.Open()), new(schema.Open())];
        var seen = new System.Collections.Concurrent.ConcurrentBag<(long Position, long Version)>();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async caller =>
        {
            for (var step = 0; step < 20; step++)
            {
                var signal = SharedSchema.Signal($"{caller} {step}");
                var put = await hosts[caller % 2].CommitAsync(SharedSchema.Put(new Note { Key = "k" }) with { Signals = [signal] }, Cancellation);
                seen.Add((await schema.AskAsync($"select position from signal where id = '{signal.Id}'"), put.Versions[0]));
                await hosts[caller % 2].CommitAsync(new DocumentCommit { Partition = SharedSchema.Here, Deletes = [new DocumentDelete { Type = Note.Type, Key = "k" }] }, Cancellation);
            }
        }));

        var inOrder = seen.OrderBy(put => put.Position).Select(put => put.Version).ToList();
        Assert.Equal(inOrder.Order(), inOrder);
    }

    /// <summary>As after a day without a host that handles timers, and after a crash of the database, which forgets what it knew of its tables.</summary>
    [Fact]
    public async Task A_claim_looks_at_what_it_claims_however_many_timers_are_due()
    {
        await using var schema = new SharedSchema(server);
        var documents = new PostgreSqlDocumentStore(schema.Open(";Command Timeout=10"));
        await documents.CommitAsync(SharedSchema.Put(new Note { Key = "k" }), Cancellation);
        await schema.AskAsync("alter table timer set (autovacuum_enabled = off)");
        var due = TimeProvider.System.GetUtcNow().AddHours(-1);
        foreach (var keys in Enumerable.Range(0, 20_000).Chunk(1_000))
        {
            var timers = keys.Select(key => new TimerSchedule { Timer = new TimerKey { Kind = "many", Key = $"{key:D5}" }, DueAt = due.AddMilliseconds(key) });
            await documents.CommitAsync(new DocumentCommit { Partition = SharedSchema.Here, Timers = [.. timers] }, Cancellation);
        }

        for (var round = 0; round < 20; round++)
        {
            var claims = await documents.ClaimDueAsync("many", "a host", TimeSpan.FromMinutes(1), 10, Cancellation);
            Assert.Equal(Enumerable.Range(round * 10, 10).Select(key => $"{key:D5}"), claims.Select(claim => claim.Timer.Key));
        }
    }

    [Fact]
    public async Task Each_due_timer_is_claimed_by_one_of_the_hosts()
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlDocumentStore[] hosts = [new(schema.Open()), new(schema.Open())];
        foreach (var project in Enumerable.Range(1, 20))
        {
            await hosts[0].CommitAsync(
                new DocumentCommit
                {
                    Partition = Partition.Of(new ProjectId(project)),
                    Timers = [.. Enumerable.Range(0, 20).Select(i => new TimerSchedule { Timer = new TimerKey { Kind = "kind", Key = $"{i}" }, DueAt = DateTimeOffset.UnixEpoch.AddDays(i) })],
                },
                Cancellation);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async caller =>
        {
            var own = new List<TimerClaim>();
            while (await hosts[caller % 2].ClaimDueAsync("kind", $"{caller}", TimeSpan.FromMinutes(5), 9, Cancellation) is { IsEmpty: false } next)
            {
                Assert.Equal(next.Select(claim => claim.DueAt).Order(), next.Select(claim => claim.DueAt));
                own.AddRange(next);
            }

            return own;
        }));

        var all = claims.SelectMany(own => own).ToList();
        Assert.Equal(400, all.Count);
        Assert.Equal(400, all.Select(claim => (claim.Partition, claim.Timer)).Distinct().Count());
        Assert.Equal(400, all.Select(claim => claim.Epoch).Distinct().Count());
        Assert.All(all, claim => Assert.InRange(claim.LeaseUntil - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6)));
    }

    [Fact]
    public async Task A_lease_goes_from_host_to_host_with_a_higher_epoch()
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlDocumentStore[] hosts = [new(schema.Open()), new(schema.Open())];

        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => hosts[i % 2].AcquireLeaseAsync("lease", $"{i}", TimeSpan.FromMinutes(5), Cancellation).AsTask()));

        var held = Assert.Single(leases, lease => lease is not null)!;
        await hosts[0].ReleaseLeaseAsync(held, Cancellation);
        var next = await hosts[1].AcquireLeaseAsync("lease", "other", TimeSpan.MaxValue, Cancellation);
        Assert.True(next!.Epoch > held.Epoch);
        Assert.Equal(DateTime.MaxValue.Ticks, next.Until.UtcTicks);
        Assert.Equal(CommitOutcome.Fenced, (await hosts[0].CommitAsync(SharedSchema.Put(new Note { Key = "k" }) with { Fence = held }, Cancellation)).Outcome);
        Assert.Equal(CommitOutcome.Committed, (await hosts[0].CommitAsync(SharedSchema.Put(new Note { Key = "k" }) with { Fence = next }, Cancellation)).Outcome);
    }

    [Fact]
    public async Task The_outbox_never_shows_a_signal_below_one_already_read()
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlDocumentStore[] hosts = [new(schema.Open()), new(schema.Open()), new(schema.Open())];
        const int Callers = 12;
        const int Rounds = 25;
        var writing = Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                var commit = new DocumentCommit
                {
                    Partition = Partition.Of(new ProjectId(caller + 1)),
                    Puts = [Note.Type.Put(new Note { Key = "k", Number = i })],
                    Signals = [SharedSchema.Signal($"{caller}"), SharedSchema.Signal($"{caller}")],
                };
                await hosts[caller % 2].CommitAsync(commit, Cancellation);
            }
        }));

        var read = new List<long>();
        var isOver = false;
        while (!isOver)
        {
            isOver = writing.IsCompleted;
            while (await hosts[2].ReadSignalsAsync(read.LastOrDefault(), 17, Cancellation) is { IsEmpty: false } next)
            {
                read.AddRange(next.Select(signal => signal.Position));
            }
        }

        await writing;
        Assert.Equal(2 * Callers * Rounds, read.Count);
        Assert.Equal((await hosts[0].ReadSignalsAsync(0, 1_000, Cancellation)).Select(signal => signal.Position), read);
    }
}
