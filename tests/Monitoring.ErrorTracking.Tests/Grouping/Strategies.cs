using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Settings;

namespace Monitoring.ErrorTracking.Tests.Grouping;

/// <summary>The strategies under test.</summary>
internal static class Strategies
{
    public static IGroupingStrategy Default { get; } = Named(GroupingConfigurationIds.Default);

    public static IGroupingStrategy Named(string id) => GroupingStrategies.BuiltIn(id);
}
