namespace Monitoring.ErrorTracking.Grouping.Configurations;

/// <summary>The ids of the configurations that a project can choose from: versions of the rules by which events are grouped.</summary>
public static class GroupingConfigurationIds
{
    /// <summary>
    /// The product's own and the default for new projects: <see cref="Newstyle2026"/>, and in addition ids that change from event to event are masked in
    /// messages also where they follow <c>_</c>, <c>-</c> or <c>#</c>, events without any content are told apart by type, platform and logger,
    /// and what compilers, bundlers and runtimes make up of names (ordinals, hashes, addresses) does not count.
    /// </summary>
    public const string Monitoring2026 = "monitoring:2026-11-22";

    /// <summary>Sentry's default since January 2026: equal events get the hashes that Sentry gives them.</summary>
    public const string Newstyle2026 = "newstyle:2026-01-20";

    /// <summary>Sentry's of November 2025.</summary>
    public const string Newstyle2025 = "newstyle:2025-11-21";

    /// <summary>Sentry's default from January 2023 to 2025.</summary>
    public const string Newstyle2023 = "newstyle:2023-01-11";

    /// <summary>The configuration of projects that have not chosen one.</summary>
    public const string Default = Monitoring2026;
}
