using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;
using LiteDB.Engine;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// Closes an engine for good. A transaction that LiteDB could not end after a fault of the disk throws in its finalizer,
/// which ends the process; the finalizers of such transactions must not run.
/// </summary>
internal static class EngineDisposal
{
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;

    public static void Dispose(LiteEngine engine)
    {
        var transactions = FindTransactions(engine);
        try
        {
            engine.Dispose();
        }
        finally
        {
            if (transactions is null)
            {
                // Another version of LiteDB: what is reachable is not finalized. It happens once per fault at most.
                GCHandle.Alloc(engine);
            }
            else
            {
                transactions.ForEach(GC.SuppressFinalize);
            }
        }
    }

    /// <summary>The transactions that are open, or <see langword="null"/> when this version keeps them elsewhere.</summary>
    private static List<object>? FindTransactions(LiteEngine engine)
    {
        var monitor = typeof(LiteEngine).GetField("_monitor", Private)?.GetValue(engine);
        var open = monitor?.GetType().GetField("_transactions", Private)?.GetValue(monitor) as IDictionary;
        return open?.Values.Cast<object>().ToList();
    }
}
