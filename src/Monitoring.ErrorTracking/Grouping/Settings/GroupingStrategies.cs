using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Decisions;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>The strategies that projects can choose from: those of the product, and those that the host registered.</summary>
internal sealed class GroupingStrategies
{
    private readonly Dictionary<string, IGroupingStrategy> _strategies = new(StringComparer.Ordinal);

    public GroupingStrategies(IEnumerable<IGroupingStrategy> strategies, IOptions<ErrorTrackingOptions> options)
    {
        foreach (var strategy in GroupingConfigurations.All.Select(configuration => new ComponentGrouping(configuration)).Concat(strategies))
        {
            _strategies[strategy.Id] = strategy;
        }

        Default = Find(options.Value.Grouping) ?? throw new OptionsValidationException(
            nameof(ErrorTrackingOptions), typeof(ErrorTrackingOptions), [$"{nameof(ErrorTrackingOptions.Grouping)}: there is no '{options.Value.Grouping}', only {Names}."]);
    }

    /// <summary>The strategy of projects that have not chosen one.</summary>
    public IGroupingStrategy Default { get; }

    public string Names => string.Join(", ", Ids);

    public ImmutableArray<string> Ids => [.. _strategies.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A strategy of the product.</summary>
    public static IGroupingStrategy BuiltIn(string id) => new ComponentGrouping(GroupingConfigurations.All.Single(configuration => configuration.Id == id));

    public IGroupingStrategy? Find(string id) => _strategies.GetValueOrDefault(id);
}
