using LiteDB;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// Begins to read after the checkpoint that may be under way. When the whole process stood still meanwhile, as on a machine that was suspended, LiteDB's patience is at its end before the checkpoint could go on; so it is
/// asked twice.
/// </summary>
internal static class Patience
{
    public static T Run<T>(Func<T> begin)
    {
        try
        {
            return begin();
        }
        catch (LiteException exception) when (exception.ErrorCode == LiteException.LOCK_TIMEOUT)
        {
            return begin();
        }
    }
}
