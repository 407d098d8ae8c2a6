using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// Moves what an earlier run left in LiteDB's log into the data file, before LiteDB opens it: the pages of transactions
/// that were confirmed, and nothing of one that was not. It may be interrupted and begun again.
/// </summary>
internal sealed class LogRecovery
{
    private readonly IStoreFile _log;
    private readonly byte[] _logged = new byte[LoggedPage.Length];
    private readonly HashSet<uint> _confirmed = [];
    private long _end;

    private LogRecovery(IStoreFile log) => _log = log;

    private Span<byte> Page => _logged.AsSpan(0, LoggedPage.PageLength);

    /// <exception cref="StoreDamagedException">Something is damaged that was durable once.</exception>
    public static void Run(IStoreFile data, IStoreFile log, StoreTail? tail)
    {
        if (log.Length == 0)
        {
            return;
        }

        var recovery = new LogRecovery(log);
        recovery.FindConfirmed(tail?.Log ?? 0);
        if (recovery._end > 0)
        {
            recovery.MoveInto(data);
        }

        tail?.LogEnds();
        log.Truncate(0);
        log.Flush();
    }

    /// <summary>Finds the transactions that are whole, and where the last of them ends.</summary>
    private void FindConfirmed(long durable)
    {
        var places = _log.Length / LoggedPage.Length;
        for (var place = 0L; place < places; place++)
        {
            if (!Read(place))
            {
                CheckCutShort(place, places);
                CheckDurable(place, durable);
                return;
            }

            if (LoggedPage.IsConfirming(Page))
            {
                _confirmed.Add(LoggedPage.Transaction(Page));
                _end = place + 1;
            }
        }

        CheckDurable(places, durable);
    }

    private static void CheckDurable(long whole, long durable)
    {
        if (whole * LoggedPage.Length < durable)
        {
            throw new StoreDamagedException(
                $"'{DatabaseFile.LogName}' is cut off or damaged at byte {whole * LoggedPage.Length}, but had {durable} bytes of commits that were answered. Put it back, or restore a backup of the directory. "
                + $"To go on without what lay behind, remove '{StoreTail.Name}'.");
        }
    }

    /// <summary>
    /// A page that was not flushed may be missing, and others after it be there, but only up to the next confirming one:
    /// with that all before it are flushed, and nothing is written until then.
    /// </summary>
    private void CheckCutShort(long broken, long places)
    {
        var isConfirmed = false;
        for (var place = broken + 1; place < places; place++)
        {
            if (!Read(place))
            {
                continue;
            }

            if (isConfirmed)
            {
                throw new StoreDamagedException($"'{DatabaseFile.LogName}' is damaged at byte {broken * LoggedPage.Length}, amid commits that were durable.");
            }

            isConfirmed = LoggedPage.IsConfirming(Page);
        }
    }

    private void MoveInto(IStoreFile data)
    {
        for (var place = 0L; place < _end; place++)
        {
            if (!Read(place))
            {
                throw new StoreDamagedException($"'{DatabaseFile.LogName}' changes while it is read, at byte {place * LoggedPage.Length}.");
            }

            if (_confirmed.Contains(LoggedPage.Transaction(Page)))
            {
                LoggedPage.Settle(Page);
                data.Write(LoggedPage.DataOffset(Page), Page);
            }
        }

        data.Flush();
    }

    private bool Read(long place)
    {
        var read = _log.Read(place * LoggedPage.Length, _logged);
        return LoggedPage.IsWhole(_logged.AsSpan(0, read), place);
    }
}
