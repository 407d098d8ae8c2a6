using Microsoft.Extensions.Logging;

namespace Monitoring.ErrorTracking;

/// <summary>What error tracking logs: events 1000 to 1999. No text of a sender is ever logged.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Warning, "The error store is unavailable; {Events} events were refused, senders retry or drop them.")]
    public static partial void StoreUnavailable(ILogger logger, int events, Exception exception);

    [LoggerMessage(1001, LogLevel.Error, "The error store failed on {Events} events of one request; they were refused, their neighbours are stored.")]
    public static partial void AppendFailed(ILogger logger, int events, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "Counted outcomes could not be written; they are kept and written later.")]
    public static partial void OutcomesNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(1003, LogLevel.Error, "An event could not be normalised or grouped because of a fault of this program; it was refused, its neighbours are stored.")]
    public static partial void EventFailed(ILogger logger, Exception exception);

    [LoggerMessage(1004, LogLevel.Error, "{Items} items of a request could not be taken because of a fault of this program; they were refused, what came beside them was taken.")]
    public static partial void ItemsFailed(ILogger logger, int items, Exception exception);

    [LoggerMessage(1007, LogLevel.Warning, "The error store is still unavailable; {Events} more events were refused since this was last said.")]
    public static partial void StoreStillUnavailable(ILogger logger, long events);

    [LoggerMessage(1008, LogLevel.Error, "The error store still fails as it should not; {Events} more events were refused since this was last said.")]
    public static partial void AppendStillFails(ILogger logger, long events);

    [LoggerMessage(1012, LogLevel.Error, "Requests to project {Project} are refused: the stored '{Type}' record '{Key}' of {Partition} cannot be read; the project's damaged records show it and can be deleted.")]
    public static partial void SettingsDamaged(ILogger logger, string? project, string type, string key, string partition, Exception exception);

    [LoggerMessage(1013, LogLevel.Error, "{Requests} more requests were refused because of damaged records since this was last said.")]
    public static partial void SettingsStillDamaged(ILogger logger, long requests);

    [LoggerMessage(1005, LogLevel.Warning, "The queue did not drain before the shutdown time was over; {Events} events that were not acknowledged are lost.")]
    public static partial void NotDrained(ILogger logger, int events);

    [LoggerMessage(1006, LogLevel.Error, "The hint that there are signals failed; they go out with the next look at the store.")]
    public static partial void HintFailed(ILogger logger, Exception exception);

    [LoggerMessage(1011, LogLevel.Warning, "Source maps did not come from the store in time; events were grouped by the code as it was sent.")]
    public static partial void MapsNotRead(ILogger logger, Exception exception);

    [LoggerMessage(1040, LogLevel.Error, "A project could not be looked at for a spike; the next look comes soon.")]
    public static partial void SpikeNotSeen(ILogger logger, Exception exception);

    [LoggerMessage(1010, LogLevel.Warning, "Releases that events name could not be written; they are kept and written later.")]
    public static partial void ReleasesNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(1041, LogLevel.Warning, "What belongs to which trace could not be written; it is kept and written later.")]
    public static partial void TraceLinksNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(1020, LogLevel.Warning, "The sign of life could not be written; check-ins that may come meanwhile will be unknown and not missed.")]
    public static partial void UptimeNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(1021, LogLevel.Error, "A check-in could not be taken because of a fault of this program; it was refused, its neighbours were taken.")]
    public static partial void CheckInFailed(ILogger logger, Exception exception);

    [LoggerMessage(1030, LogLevel.Error, "Counted values of a request could not be added because of a fault of this program; they were refused, their neighbours were taken.")]
    public static partial void CommitFailed(ILogger logger, Exception exception);

    [LoggerMessage(1031, LogLevel.Error, "Counted values still cannot be added; {Requests} more requests were refused since this was last said.")]
    public static partial void CommitsStillFail(ILogger logger, long requests);

    [LoggerMessage(1032, LogLevel.Error, "A stored value of the kind '{Kind}' cannot be read; it begins anew.")]
    public static partial void RollupBroken(ILogger logger, string kind);

    [LoggerMessage(1050, LogLevel.Warning, "Alert rules could not be set against what had events; their timers find what was missed.")]
    public static partial void RulesNotLookedAt(ILogger logger, Exception exception);

    [LoggerMessage(1060, LogLevel.Error, "What is too old could not be removed; it is tried again at the next time.")]
    public static partial void RetentionFailed(ILogger logger, Exception exception);

    [LoggerMessage(1062, LogLevel.Error, "What is too old of project {Project} could not be removed; it is tried again at the next time.")]
    public static partial void RetentionOfProjectFailed(ILogger logger, ProjectId project, Exception exception);

    [LoggerMessage(1063, LogLevel.Warning, "Another host removes what is too old now, or the store was away for too long; this host begins anew at the next time.")]
    public static partial void RetentionLeaseLost(ILogger logger);

    [LoggerMessage(1061, LogLevel.Information, "{Payloads} payloads of {Bytes} bytes of project {Project} went, since its payloads had more bytes than they may; their events stay.")]
    public static partial void PayloadsEvicted(ILogger logger, long payloads, long bytes, ProjectId project);

    [LoggerMessage(1035, LogLevel.Error, "A stored memory of sessions cannot be read; some sessions may be counted twice.")]
    public static partial void SessionMemoryBroken(ILogger logger);

    [LoggerMessage(1036, LogLevel.Error, "A session could not be taken because of a fault of this program; it was refused, its neighbours were taken.")]
    public static partial void SessionFailed(ILogger logger, Exception exception);

    [LoggerMessage(1090, LogLevel.Warning, "The error store is unavailable; events wait in the spool of this host and are stored when it is back.")]
    public static partial void StoreUnavailableSpooling(ILogger logger, Exception exception);

    [LoggerMessage(1091, LogLevel.Warning, "The error store is still unavailable; events wait in the spool of this host.")]
    public static partial void StoreStillUnavailableSpooling(ILogger logger);

    [LoggerMessage(1092, LogLevel.Error, "The spool cannot be written: events are refused while the store is away. See to the disk that its directory is on.")]
    public static partial void SpoolFailed(ILogger logger, Exception exception);

    [LoggerMessage(1093, LogLevel.Error, "The spool still cannot be written; {Requests} more requests were refused since this was last said.")]
    public static partial void SpoolStillFails(ILogger logger, long requests);

    [LoggerMessage(1094, LogLevel.Error, "File '{Name}' of the spool could not be read, moved or removed; it stays, and is looked at again.")]
    public static partial void SpoolNotRead(ILogger logger, string name, Exception exception);

    [LoggerMessage(1099, LogLevel.Error, "Files of the spool still could not be read, moved or removed; {Faults} more attempts failed since this was last said.")]
    public static partial void SpoolStillNotRead(ILogger logger, long faults);

    [LoggerMessage(1095, LogLevel.Error, "File '{Name}' of the spool is damaged: its {Requests} readable requests were stored, what is unreadable is lost. The file is kept in 'aside' for who wants to look.")]
    public static partial void SpoolDamaged(ILogger logger, string name, int requests);

    [LoggerMessage(1096, LogLevel.Error, "{Events} events of the spool were set aside, as the store does not take them: see '{Name}' in 'aside'. Moved back into the spool's directory, they are tried again when the host starts.")]
    public static partial void SpoolSetAside(ILogger logger, int events, string name);

    [LoggerMessage(1097, LogLevel.Information, "{Events} events that waited in the spool are stored; nothing waits any more.")]
    public static partial void SpoolDrained(ILogger logger, long events);

    [LoggerMessage(1098, LogLevel.Error, "Draining the spool failed as it should not; it goes on in a while.")]
    public static partial void SpoolDrainFailed(ILogger logger, Exception exception);
}
