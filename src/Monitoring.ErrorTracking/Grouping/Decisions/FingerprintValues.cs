using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Strategies;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>The values that count in place of the texts and variables of a fingerprint.</summary>
internal static class FingerprintValues
{
    public static string Resolve(string value, AppliedFingerprint fingerprint, GroupingScope scope)
    {
        var resolved = FingerprintVariables.Resolve(value, fingerprint.Facts, scope.Configuration.FlagsUnknownVariables);
        var maybeMessage = ReferenceEquals(resolved, value) || IsMessageVariable(value);
        return maybeMessage && scope.Configuration.MasksFingerprints && RepeatsMessage(resolved, scope) ? scope.Mask(resolved) : resolved;
    }

    private static bool IsMessageVariable(string value) => FingerprintTemplate.TryReadVariable(value.Trim(), out var name) && name == "message";

    /// <summary>A sender that puts the message into the fingerprint means the kind of message, not each one.</summary>
    private static bool RepeatsMessage(string text, GroupingScope scope) =>
        text == scope.Event.Message?.Formatted || text == scope.Event.Message?.Message || scope.Event.Exceptions.Any(exception => exception.Value == text);
}
