using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Parameterization;
using Monitoring.ErrorTracking.Grouping.Rules.BuiltIn;

namespace Monitoring.ErrorTracking.Grouping.Configurations;

/// <summary>The configurations that a project can choose from.</summary>
internal static class GroupingConfigurations
{
    /// <summary>Sentry's of January 2023.</summary>
    public static GroupingConfiguration Newstyle2023 { get; } = new()
    {
        Id = GroupingConfigurationIds.Newstyle2023,
        Masking = MaskingMode.Newstyle2023,
        StackTraceRules = BuiltInRules.StackTraces2023,
        FingerprintRules = BuiltInRules.Fingerprints,
    };

    /// <summary>Sentry's of November 2025.</summary>
    public static GroupingConfiguration Newstyle2025 { get; } = Newstyle2023 with
    {
        Id = GroupingConfigurationIds.Newstyle2025,
        TraceComesLast = true,
        StackTraceRules = BuiltInRules.StackTraces2026,
        PrefersApp = true,
        Masking = MaskingMode.Newstyle2026,
    };

    /// <summary>Sentry's of January 2026.</summary>
    public static GroupingConfiguration Newstyle2026 { get; } = Newstyle2025 with
    {
        Id = GroupingConfigurationIds.Newstyle2026,
        IgnoresSingleFrameWithoutUrl = true,
        MasksSpawnLines = true,
        FlagsUnknownVariables = true,
        MasksFingerprints = true,
    };

    /// <summary>The product's own, on top of Sentry's newest.</summary>
    public static GroupingConfiguration Monitoring2026 { get; } = Newstyle2026 with
    {
        Id = GroupingConfigurationIds.Monitoring2026,
        DividesFallback = true,
        Masking = MaskingMode.Extended,
        KeepsExceptionsWithoutTrace = true,
        PrefersMessages = true,
        CleansGeneratedNames = true,
        KeepsOrderOfChains = true,
    };

    /// <summary>All of them, the default first.</summary>
    public static ImmutableArray<GroupingConfiguration> All { get; } = [Monitoring2026, Newstyle2026, Newstyle2025, Newstyle2023];
}
