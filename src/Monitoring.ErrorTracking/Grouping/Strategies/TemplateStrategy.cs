using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>The place in a template that failed.</summary>
internal sealed class TemplateStrategy : IStrategy
{
    public string Name => ComponentIds.Template;

    public Variants? Of(GroupingScope scope) => scope.Event.Template is not { } template
        ? null
        : new Variants
        {
            Default = new Branch(
                ComponentIds.Template, new Leaf(ComponentIds.FileName, template.FileName), new Leaf(ComponentIds.ContextLine, template.ContextLine)),
        };
}
