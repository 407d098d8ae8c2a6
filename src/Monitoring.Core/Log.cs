using Microsoft.Extensions.Logging;

namespace Monitoring.Core;

/// <summary>What the shared runtime logs: events 8000 to 8999.</summary>
internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Warning, "A refusal could not be written to the audit log.")]
    public static partial void RefusalNotAudited(ILogger logger, Exception exception);

    [LoggerMessage(8001, LogLevel.Information, "Project {Path} has the number {Project} and got the client key {Key}.")]
    public static partial void KeySeeded(ILogger logger, string path, ProjectId project, PublicKey key);

    [LoggerMessage(8100, LogLevel.Warning, "The {SignalType} signal {SignalId} failed in the subscription {Subscription} (try {Attempt}); next try in {Wait}.")]
    public static partial void SignalFailed(
        ILogger logger, string signalType, EntityId signalId, string subscription, int attempt, TimeSpan wait, Exception exception);

    [LoggerMessage(8101, LogLevel.Error, "The {SignalType} signal {SignalId} was given up by the subscription {Subscription} after {Attempt} tries and is now a dead letter.")]
    public static partial void SignalDied(ILogger logger, string signalType, EntityId signalId, string subscription, int attempt, Exception exception);

    [LoggerMessage(8102, LogLevel.Warning, "The work on the subscription {Subscription} was interrupted; it goes on in {Wait}.")]
    public static partial void SubscriptionFailed(ILogger logger, string subscription, TimeSpan wait, Exception exception);

    [LoggerMessage(8103, LogLevel.Warning, "Handled signals could not be removed; it is tried again.")]
    public static partial void TrimFailed(ILogger logger, Exception exception);

    [LoggerMessage(8104, LogLevel.Warning, "The subscription {Subscription} was last seen at {SeenAt} and is forgotten; signals are no longer kept for it.")]
    public static partial void SubscriptionForgotten(ILogger logger, string subscription, DateTimeOffset seenAt);

    [LoggerMessage(8105, LogLevel.Warning, "Subscriptions could not be registered; it is tried again in {Wait}.")]
    public static partial void RegistrationFailed(ILogger logger, TimeSpan wait, Exception exception);

    [LoggerMessage(8200, LogLevel.Warning, "The timer {Kind} {Key} failed (try {Attempt}); next try in {Wait}.")]
    public static partial void TimerFailed(ILogger logger, string kind, string key, int attempt, TimeSpan wait, Exception exception);

    [LoggerMessage(8201, LogLevel.Warning, "The claim on the timer {Kind} {Key} ended before its handler did; it fires again.")]
    public static partial void TimerClaimLost(ILogger logger, string kind, string key);

    [LoggerMessage(8202, LogLevel.Warning, "Due timers could not be claimed; it is tried again in {Wait}.")]
    public static partial void ClaimFailed(ILogger logger, TimeSpan wait, Exception exception);

    [LoggerMessage(8203, LogLevel.Warning, "The outcome of the timer {Kind} {Key} could not be committed; it fires again when its claim has ended.")]
    public static partial void TimerNotCommitted(ILogger logger, string kind, string key, Exception exception);

    [LoggerMessage(8300, LogLevel.Information, "The archive {File} is written and was read back: {Records} records, {Bytes} bytes.")]
    public static partial void ArchiveDone(ILogger logger, string file, long records, long bytes);

    [LoggerMessage(8301, LogLevel.Error, "The archive {File} could not be written.")]
    public static partial void ArchiveFailed(ILogger logger, string file, Exception exception);

    [LoggerMessage(8302, LogLevel.Warning, "The archive {File} is begun anew (try {Attempt}): the host that wrote it ended, or lost its lease.")]
    public static partial void ArchiveBegunAnew(ILogger logger, string file, int attempt);

    [LoggerMessage(8303, LogLevel.Warning, "The work on archives was interrupted; it goes on in {Wait}.")]
    public static partial void ArchivesInterrupted(ILogger logger, TimeSpan wait, Exception exception);
}
