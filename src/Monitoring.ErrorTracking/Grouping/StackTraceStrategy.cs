using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>
/// Groups by what the sender demands (checksum, fingerprint), else by the first of these that the event has: exceptions, the thread
/// that crashed, a bare stack trace, a template, a security report, the message.
/// </summary>
/// <remarks>
/// Whatever has frames is seen twice: as <c>app</c> with its in-app frames and as <c>system</c> with all of them. Both hashes count, so
/// that an issue is found again when an SDK learns to mark its frames differently.
/// </remarks>
internal sealed class StackTraceStrategy : IGroupingStrategy
{
    public string Id => "monitoring:1";

    public GroupingResult Group(ErrorEvent errorEvent)
    {
        ArgumentNullException.ThrowIfNull(errorEvent);
        if (errorEvent.Checksum is { Length: > 0 } checksum)
        {
            return Result([OfChecksum(checksum)]);
        }

        return Result(Fingerprint.Apply(errorEvent, Default(errorEvent)));
    }

    private static ImmutableArray<GroupingVariant> Default(ErrorEvent errorEvent)
    {
        if (!errorEvent.Exceptions.IsEmpty)
        {
            var app = EventValues.OfExceptions(errorEvent, inAppOnly: true, out var hasAppFrames);
            var system = EventValues.OfExceptions(errorEvent, inAppOnly: false, out var hasFrames);
            if (!system.IsEmpty || !app.IsEmpty)
            {
                return Pair("exception", app, system, hasAppFrames || !hasFrames);
            }
        }

        return OfTrace("threads", EventValues.TraceOfThread(errorEvent.Threads), errorEvent.Platform)
            ?? OfTrace("stacktrace", errorEvent.StackTrace, errorEvent.Platform)
            ?? Single("template", EventValues.OfTemplate(errorEvent.Template))
            ?? Single("security", EventValues.OfSecurity(errorEvent.Security))
            ?? Single("message", EventValues.OfMessage(errorEvent.Message))
            ?? [Variant("fallback", "nothing", [errorEvent.Type, errorEvent.Platform, errorEvent.Logger ?? ""])];
    }

    private static ImmutableArray<GroupingVariant>? OfTrace(string source, StackTrace? trace, string platform)
    {
        var system = EventValues.OfTrace(trace, platform, inAppOnly: false);
        return system.IsEmpty ? null : Pair(source, EventValues.OfTrace(trace, platform, inAppOnly: true), system, appCounts: true);
    }

    private static ImmutableArray<GroupingVariant>? Single(string source, ImmutableArray<string> values) =>
        values.IsEmpty ? null : [Variant("default", source, values)];

    private static ImmutableArray<GroupingVariant> Pair(string source, ImmutableArray<string> app, ImmutableArray<string> system, bool appCounts)
    {
        var first = Variant("app", source, app);
        var second = Variant("system", source, system);
        if (app.IsEmpty || !appCounts)
        {
            return [first with { Contributes = false, Hint = "no frame is marked as in-app" }, second];
        }

        return first.Hash == second.Hash ? [first, second with { Contributes = false, Hint = "the same as app" }] : [first, second];
    }

    private static GroupingVariant OfChecksum(string checksum)
    {
        var variant = Variant("hashed_checksum", "checksum", [checksum]);
        var isHash = GroupingHash.TryParse(checksum, out var hash) && !hash.IsDefault && hash.ToString() == checksum;
        return isHash ? variant with { Name = "checksum", Hash = hash } : variant;
    }

    private static GroupingVariant Variant(string name, string source, ImmutableArray<string> values) => new()
    {
        Name = name,
        Source = source,
        Contributes = true,
        Hash = GroupingHashes.Of(values),
        Values = values,
    };

    private GroupingResult Result(ImmutableArray<GroupingVariant> variants) => new()
    {
        Strategy = Id,
        Hashes = [.. variants.Where(variant => variant.Contributes).Select(variant => variant.Hash).Distinct()],
        Variants = variants,
    };
}
