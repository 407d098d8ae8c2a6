using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Strategies;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>
/// Combines a fingerprint with the default grouping. Without <c>{{ default }}</c> it replaces it; with it, each view's values stand in the place of
/// that variable.
/// </summary>
internal static class FingerprintVariants
{
    private static readonly Hint TakesPrecedence = Hint.Of("custom fingerprint takes precedence");

    /// <summary>Whether it asks for the default grouping alone.</summary>
    public static bool IsDefault(AppliedFingerprint fingerprint) => fingerprint.Values.All(FingerprintVariables.IsDefault);

    public static bool KeepsDefault(AppliedFingerprint fingerprint) => fingerprint.Values.Any(FingerprintVariables.IsDefault);

    /// <summary>What it says beside the default grouping.</summary>
    public static IEnumerable<string> OwnValues(AppliedFingerprint fingerprint, GroupingScope scope) =>
        fingerprint.Values.Where(value => !FingerprintVariables.IsDefault(value)).Select(value => FingerprintValues.Resolve(value, fingerprint, scope));

    public static DecidedVariant Custom(AppliedFingerprint fingerprint, GroupingScope scope) => new()
    {
        Name = fingerprint.IsBuiltIn ? VariantTypes.BuiltInFingerprint : VariantTypes.CustomFingerprint,
        Type = fingerprint.IsBuiltIn ? VariantTypes.BuiltInFingerprint : VariantTypes.CustomFingerprint,
        Contributes = true,
        Values = [.. fingerprint.Values.Select(value => FingerprintValues.Resolve(value, fingerprint, scope))],
    };

    public static ImmutableArray<DecidedVariant> Combine(AppliedFingerprint fingerprint, ImmutableArray<DecidedVariant> variants, GroupingScope scope)
    {
        if (!KeepsDefault(fingerprint))
        {
            return [.. variants.Select(variant => variant with { Contributes = false, Hint = TakesPrecedence }), Custom(fingerprint, scope)];
        }

        ImmutableArray<string?> values =
            [.. fingerprint.Values.Select(value => FingerprintVariables.IsDefault(value) ? null : FingerprintValues.Resolve(value, fingerprint, scope))];
        return [.. variants.Select(variant => variant with { Type = VariantTypes.SaltedComponent, Values = values })];
    }
}
