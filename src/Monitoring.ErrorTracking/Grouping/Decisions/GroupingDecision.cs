using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Grouping.Strategies;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>How one event is grouped, before anything of it is written out.</summary>
internal sealed record GroupingDecision
{
    /// <summary>The views, those with in-app frames first.</summary>
    public required ImmutableArray<DecidedVariant> Variants { get; init; }

    /// <summary>What was found out about the event on the way.</summary>
    public required GroupingScope Scope { get; init; }

    /// <summary>The fingerprint that decided; none for default grouping.</summary>
    public AppliedFingerprint? Fingerprint { get; init; }

    /// <summary>The hashes that count, each once, the primary one first.</summary>
    public ImmutableArray<GroupingHash> Hashes()
    {
        using var values = new HashInput();
        var hashes = ImmutableArray.CreateBuilder<GroupingHash>(2);
        foreach (var variant in Variants)
        {
            if (variant.Contributes && variant.Hash(values) is var hash && !hashes.Contains(hash))
            {
                hashes.Add(hash);
            }
        }

        return hashes.DrainToImmutable();
    }
}
