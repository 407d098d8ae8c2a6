using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>
/// Applies the fingerprint that a sender gave. Without <c>{{ default }}</c> it replaces the default grouping; with it, it is put before,
/// after and between the values of each variant; <c>{{ default }}</c> alone changes nothing.
/// </summary>
internal static class Fingerprint
{
    public static ImmutableArray<GroupingVariant> Apply(ErrorEvent errorEvent, ImmutableArray<GroupingVariant> variants)
    {
        var fingerprint = errorEvent.Fingerprint;
        if (fingerprint.IsDefaultOrEmpty || fingerprint.All(IsDefault))
        {
            return variants;
        }

        if (fingerprint.Any(IsDefault))
        {
            return [.. variants.Select(variant => variant.Contributes ? Salt(variant, fingerprint, errorEvent) : variant)];
        }

        ImmutableArray<string> values = [.. fingerprint.Select(value => FingerprintVariables.Resolve(value, errorEvent))];
        return
        [
            new GroupingVariant
            {
                Name = "custom_client_fingerprint",
                Source = "fingerprint",
                Contributes = true,
                Hash = GroupingHashes.Of(values),
                Values = values,
            },
            .. variants.Select(variant => variant with { Contributes = false, Hint = "the sender's fingerprint takes precedence" }),
        ];
    }

    private static GroupingVariant Salt(GroupingVariant variant, ImmutableArray<string> fingerprint, ErrorEvent errorEvent)
    {
        ImmutableArray<string> values =
            [.. fingerprint.SelectMany(value => IsDefault(value) ? variant.Values : [FingerprintVariables.Resolve(value, errorEvent)])];
        return variant with { Hash = GroupingHashes.Of(values), Values = values };
    }

    private static bool IsDefault(string value) => FingerprintVariables.TryReadName(value, out var name) && name == "default";
}
