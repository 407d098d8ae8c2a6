using LiteDB.Engine;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// Puts LiteDB's pool of buffers in order, of which there is one in a process. What fails while it has a buffer does not
/// give it back; when that has happened eight times for a size, or as many use one at once, the pool hands out smaller
/// buffers than were asked for, and from then on every engine of the process fails now and then.
/// </summary>
internal static class BufferPoolRepair
{
    private const int BuffersOfASize = 8;
    private const int SmallestBuffer = 16;
    private const int Sizes = 17;

    /// <summary>To be run before an engine is opened.</summary>
    public static void Run()
    {
        var pool = typeof(LiteEngine).Assembly.GetType("LiteDB.Engine.BufferPool");
        var rent = pool?.GetMethod("Rent", [typeof(int)])?.CreateDelegate<Func<int, byte[]>>();
        var giveBack = pool?.GetMethod("Return", [typeof(byte[])])?.CreateDelegate<Action<byte[]>>();
        if (rent is null || giveBack is null)
        {
            // Another version of LiteDB, which has no such pool.
            return;
        }

        for (var i = 0; i < Sizes; i++)
        {
            Repair(SmallestBuffer << i, rent, giveBack);
        }
    }

    private static void Repair(int size, Func<int, byte[]> rent, Action<byte[]> giveBack)
    {
        // One that is missing is made anew, of the right size.
        var buffers = Enumerable.Range(0, BuffersOfASize).Select(_ => rent(size)).ToList();
        buffers.ForEach(buffer => giveBack(buffer.Length == size ? buffer : new byte[size]));
    }
}
