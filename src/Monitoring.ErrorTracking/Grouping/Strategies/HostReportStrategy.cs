using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>A report about the certificates of a host.</summary>
/// <param name="kind">The kind of report, one of <see cref="EventTypes"/>.</param>
/// <param name="name">The name of the policy, such as <c>expect-ct</c>.</param>
internal sealed class HostReportStrategy(string kind, string name) : IStrategy
{
    public string Name => name;

    public Variants? Of(GroupingScope scope) => scope.Event.Security is not { } report || report.Kind != kind
        ? null
        : new Variants { Default = new Branch(name, new Leaf(ComponentIds.Salt, name), new Leaf(ComponentIds.HostName, report.HostName)) };
}
