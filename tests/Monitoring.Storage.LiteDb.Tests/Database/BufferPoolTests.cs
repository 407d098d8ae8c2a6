using System.Reflection;
using LiteDB;
using LiteDB.Engine;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Database;

/// <summary>The pool belongs to the process: whoever opens a database meanwhile would mend it too early.</summary>
[Collection(nameof(BufferPoolTests))]
[CollectionDefinition(nameof(BufferPoolTests), DisableParallelization = true)]
public sealed class BufferPoolTests
{
    private const int Small = 20_000;
    private const int Large = 30_000;

    [Fact]
    public void A_pool_of_LiteDB_that_has_lost_its_buffers_is_in_order_when_the_database_is_opened()
    {
        LoseBuffers();
        Assert.Throws<ArgumentException>(() => Write(new string('x', Large)));
        LoseBuffers();

        using var database = DatabaseFile.Open(new SimulatedDisk());

        Write(new string('x', Large));
    }

    /// <summary>What eight faults do, each with a buffer in use, and a ninth use.</summary>
    private static void LoseBuffers()
    {
        var pool = typeof(LiteEngine).Assembly.GetType("LiteDB.Engine.BufferPool", throwOnError: true)!;
        var rent = pool.GetMethod("Rent", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Func<int, byte[]>>();
        var giveBack = pool.GetMethod("Return", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Action<byte[]>>();
        var rented = Enumerable.Range(0, 9).Select(_ => rent(Small)).ToList();
        giveBack(rented[^1]);
    }

    private static void Write(string text)
    {
        using var engine = new LiteEngine(new EngineSettings { DataStream = new MemoryStream() });
        engine.Insert("texts", [new BsonDocument { ["_id"] = 1, ["v"] = text }], BsonAutoId.Int64);
    }
}
