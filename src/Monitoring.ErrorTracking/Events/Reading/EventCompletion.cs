using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Makes the normalised event of the parts that were read, the facts of the receipt, and what one part says about another.</summary>
internal static class EventCompletion
{
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);
    private static readonly TimeSpan Future = TimeSpan.FromMinutes(1);

    public static ErrorEvent Complete(EventDraft draft, EventReceipt receipt, EventScope scope)
    {
        var receivedAt = receipt.ReceivedAt.ToUniversalTime();
        var timestamp = TimestampOf(draft, receivedAt, scope);
        MoveStackTrace(draft);
        var platform = Platforms.Normalise(draft.Platform);
        var release = EventNames.Release(draft.Release, scope);
        var environment = EventNames.Environment(draft.Environment, scope);
        var tags = TagsCompletion.Complete(draft, ref environment, scope);
        var type = TypeOf(draft);
        return new ErrorEvent
        {
            Id = receipt.EnvelopeEventId ?? draft.Id ?? receipt.NewEventId,
            Type = type,
            Level = draft.Level ?? (type == EventTypes.Transaction ? ErrorLevel.Info : ErrorLevel.Error),
            Timestamp = timestamp,
            StartTimestamp = type == EventTypes.Transaction ? StartOf(draft, timestamp) : null,
            ReceivedAt = receivedAt,
            Platform = platform,
            Logger = EventNames.Logger(draft.Logger, scope),
            Transaction = string.IsNullOrEmpty(draft.Transaction) ? NullIfEmpty(draft.Culprit) : draft.Transaction,
            Release = release,
            Distribution = release is null ? null : EventNames.Distribution(draft.Distribution, scope),
            Environment = environment,
            Tags = tags,
            Fingerprint = draft.Fingerprint,
            Checksum = NullIfEmpty(draft.Checksum),
            Message = draft.LogEntry ?? draft.LegacyMessage,
            Exceptions = draft.Exceptions,
            Threads = draft.Threads,
            StackTrace = draft.StackTrace,
            Template = draft.Template,
            Breadcrumbs = draft.Breadcrumbs,
            Request = draft.Request,
            User = UserCompletion.Complete(draft, platform, receipt.RemoteAddress, scope),
            Sdk = draft.Sdk ?? SdkOf(receipt.SdkClient),
            Contexts = draft.Contexts,
            Security = draft.Security,
            Extra = draft.Extra,
            Modules = draft.Modules,
            DebugMeta = draft.DebugMeta,
            Meta = draft.Meta,
            Problems = ProblemsOf(draft, scope),
        };
    }

    /// <summary>What is wrong with a transaction; null when it is none or nothing is.</summary>
    public static string? FindTransactionFault(EventDraft draft)
    {
        if (draft.Type != EventTypes.Transaction)
        {
            return null;
        }

        if (draft.Timestamp is null || draft.StartTimestamp is null || draft.Timestamp < draft.StartTimestamp)
        {
            return "A transaction has a start and an end, in this order.";
        }

        var trace = draft.Contexts.FirstOrDefault(context => context.Name == "trace").Value;
        return JsonObjects.FindText(trace, "trace_id") is null || JsonObjects.FindText(trace, "span_id") is null
            ? "A transaction has a trace context with a trace id and a span id."
            : null;
    }

    private static DateTimeOffset TimestampOf(EventDraft draft, DateTimeOffset receivedAt, EventScope scope)
    {
        if (draft.Timestamp is not { } timestamp)
        {
            return receivedAt;
        }

        if (scope.ClockDrift != TimeSpan.Zero)
        {
            scope.Report("timestamp", EventProblemCodes.ClockDrift, "all times were shifted by the difference between the clocks");
        }

        if (timestamp - receivedAt > Future)
        {
            scope.Report("timestamp", EventProblemCodes.FutureTimestamp, "more than a minute after the receipt");
            return receivedAt;
        }

        if (receivedAt - timestamp > Oldest)
        {
            scope.Report("timestamp", EventProblemCodes.PastTimestamp, "more than 30 days before the receipt");
            return receivedAt;
        }

        return timestamp;
    }

    /// <summary>When the end was moved, the start is moved with it.</summary>
    private static DateTimeOffset? StartOf(EventDraft draft, DateTimeOffset timestamp)
    {
        var duration = draft.Timestamp - draft.StartTimestamp;
        return duration is { } length && length.Ticks <= timestamp.UtcTicks ? timestamp - length : timestamp;
    }

    /// <summary>The trace of an only exception used to stand beside it.</summary>
    private static void MoveStackTrace(EventDraft draft)
    {
        if (draft.StackTrace is not null && draft.Exceptions is [{ StackTrace: null } only])
        {
            draft.Exceptions = [only with { StackTrace = draft.StackTrace }];
            draft.StackTrace = null;
        }
    }

    private static string TypeOf(EventDraft draft)
    {
        if (draft.Type is EventTypes.Transaction or EventTypes.Feedback or EventTypes.Generic or EventTypes.Nel)
        {
            return draft.Type;
        }

        return !draft.Exceptions.IsEmpty ? EventTypes.Error : draft.Security?.Kind ?? EventTypes.Default;
    }

    private static SdkInfo? SdkOf(string? client)
    {
        if (string.IsNullOrEmpty(client))
        {
            return null;
        }

        var slash = client.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new SdkInfo { Name = client } : new SdkInfo { Name = client[..slash], Version = client[(slash + 1)..] };
    }

    /// <summary>What came with the event first; what normalisation finds again is not listed twice.</summary>
    private static ImmutableArray<EventProblem> ProblemsOf(EventDraft draft, EventScope scope)
    {
        var found = scope.Problems;
        return draft.Problems.Count == 0
            ? found
            : [.. draft.Problems.Concat(found).Distinct().Take(Limits.Problems)];
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
