using System.Text;
using LiteDB;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>
/// A transaction of the database that was answered is there when the power comes back, and one that was not is there as
/// a whole or not at all; over transactions of one page and of thousands, moves of the log, and cuts of power while an
/// earlier cut is being recovered from.
/// </summary>
public sealed class DatabasePowerLossTests
{
    private const int Ids = 40;

    private static readonly string[] Used = [Collections.Documents, Collections.Index, Collections.Timers];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Scale.Count(60, 3_000))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Transactions_are_there_as_far_as_they_were_answered(int seed)
    {
        var random = new Random(seed);
        var disk = new SimulatedDisk();
        var model = new Dictionary<(string Collection, long Id), string>();
        for (var round = 0; round < 3; round++)
        {
            disk.PowerGoesAt = disk.Operations + random.Next(5, random.Next(20, 800));
            var unanswered = WriteUntilOut(disk, random, model);
            disk = disk.Restart(random);
            while (random.Next(3) == 0)
            {
                // The power goes again while the file is opened.
                disk.PowerGoesAt = disk.Operations + random.Next(1, 60);
                TryOpen(disk);
                disk = disk.Restart(random);
            }

            using var database = DatabaseFile.Open(disk);
            var found = Read(database);
            if (!Show(model).SequenceEqual(Show(found)))
            {
                Assert.Equal(Show(unanswered), Show(found));
            }

            model = found;
        }
    }

    [Fact]
    public void A_transaction_is_durable_when_it_is_answered()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var disk = new SimulatedDisk();
            using var database = DatabaseFile.Open(disk);
            for (var id = 1L; id <= 5; id++)
            {
                database.Write(() => database.Put(Collections.Documents, Document(id, new string('x', 20_000))));
                using var restarted = DatabaseFile.Open(disk.Restart(new Random(seed)));

                Assert.NotNull(restarted.Find(Collections.Documents, id));
            }
        }
    }

    /// <returns>What the file holds if the last transaction, which was not answered, is in it.</returns>
    private static Dictionary<(string Collection, long Id), string> WriteUntilOut(SimulatedDisk disk, Random random, Dictionary<(string Collection, long Id), string> model)
    {
        var next = new Dictionary<(string Collection, long Id), string>(model);
        try
        {
            using var database = DatabaseFile.Open(disk);
            while (true)
            {
                next = new Dictionary<(string Collection, long Id), string>(model);
                database.Write(() => Change(database, random, next));
                model.Clear();
                foreach (var (key, value) in next)
                {
                    model.Add(key, value);
                }

                if (random.Next(10) == 0)
                {
                    database.Checkpoint();
                }
            }
        }
        catch (Exception exception) when (disk.IsOut && exception is IOException or LiteException)
        {
            return next;
        }
    }

    private static void Change(DatabaseFile database, Random random, Dictionary<(string Collection, long Id), string> next)
    {
        var count = random.Next(200) == 0 ? 400 : random.Next(1, 8);
        for (var i = 0; i < count; i++)
        {
            var collection = Used[random.Next(Used.Length)];
            var id = (long)random.Next(Ids);
            if (random.Next(4) == 0)
            {
                database.Remove(collection, id);
                next.Remove((collection, id));
            }
            else
            {
                var value = new string((char)('a' + random.Next(26)), random.Next(4) == 0 ? random.Next(30_000) : random.Next(300));
                database.Put(collection, Document(id, value));
                next[(collection, id)] = value;
            }
        }
    }

    private static BsonDocument Document(long id, string value) => new() { ["_id"] = id, ["v"] = Encoding.ASCII.GetBytes(value) };

    private static Dictionary<(string Collection, long Id), string> Read(DatabaseFile database) => Used
        .SelectMany(collection => database.All(collection).Select(document => KeyValuePair.Create((collection, document["_id"].AsInt64), Encoding.ASCII.GetString(document["v"].AsBinary))))
        .ToDictionary();

    private static IEnumerable<string> Show(Dictionary<(string Collection, long Id), string> content) =>
        content.OrderBy(pair => pair.Key.Collection, StringComparer.Ordinal).ThenBy(pair => pair.Key.Id)
            .Select(pair => $"{pair.Key.Collection} {pair.Key.Id} {pair.Value.Length} {(pair.Value.Length > 0 ? pair.Value[0] : ' ')}");

    private static void TryOpen(SimulatedDisk disk)
    {
        try
        {
            DatabaseFile.Open(disk).Dispose();
        }
        catch (Exception exception) when (disk.IsOut && exception is IOException or LiteException)
        {
            // As it should be.
        }
    }
}
