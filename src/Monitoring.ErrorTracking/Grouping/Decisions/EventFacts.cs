using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Strategies;
using Monitoring.ErrorTracking.Grouping.Titles;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>Gathers what rules and variables of fingerprints see of an event.</summary>
internal static class EventFacts
{
    public static FingerprintFacts Of(GroupingScope scope) => new()
    {
        Exceptions = [.. scope.Event.Exceptions.Select(Trace.FactsOf)],
        Frames = new MarkedFrames(scope),
        Message = scope.Event.Message?.Formatted ?? scope.Event.Message?.Message,
        Logger = scope.Event.Logger,
        Level = LevelOf(scope.Event),
        Tags = scope.Event.Tags,
        Family = FamilyNames.OfPlatform(scope.Event.Platform),
        Sdk = scope.Event.Sdk?.Name,
        Release = scope.Event.Release,
        Transaction = scope.Event.Transaction,
        CrashFrame = CrashFrame.Of(scope)?.Marked,
        Budget = scope.Budget,
    };

    private static string LevelOf(ErrorEvent errorEvent) => errorEvent.Level switch
    {
        ErrorLevel.Fatal => "fatal",
        ErrorLevel.Error => "error",
        ErrorLevel.Warning => "warning",
        ErrorLevel.Info => "info",
        _ => "debug",
    };
}
