using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>The exceptions: one, a chain of them, or the part of a group that stands for the whole.</summary>
internal sealed class ExceptionStrategy : IStrategy
{
    public string Name => ComponentIds.Exception;

    public Variants? Of(GroupingScope scope)
    {
        var exceptions = scope.Event.Exceptions;
        if (exceptions.IsEmpty)
        {
            return null;
        }

        var all = new Variants[exceptions.Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = SingleException.Of(exceptions[i], scope);
        }

        var group = ExceptionGroup.Reduce(exceptions, all, scope.Event.Sdk);
        scope.MainExceptionId = group?.MainExceptionId ?? WrappedException.Find(exceptions);
        var chosen = group is null ? all : Array.ConvertAll(InOrder(group, scope.Configuration.KeepsOrderOfChains), index => all[index]);
        return TraceVariants.Settle(chosen.Length == 1 ? chosen[0] : Chain(chosen, scope.Configuration.KeepsExceptionsWithoutTrace), scope.Configuration);
    }

    /// <summary>SDKs came to number the exceptions of plain chains: without numbers a chain has the order of the event, and so it should have with them.</summary>
    private static int[] InOrder(ReducedGroup group, bool keepsOrder) => keepsOrder && group.MainExceptionId is not null ? [.. group.Chosen.Order()] : group.Chosen;

    private static Variants Chain(Variants[] exceptions, bool keepsAll)
    {
        var app = Array.ConvertAll(exceptions, exception => exception.App!);
        var hasTrace = Array.Exists(exceptions, exception => exception.System is not null);
        var system = exceptions.Select(exception => exception.System ?? (keepsAll ? exception.App : null)).OfType<Component>().ToArray();
        return new Variants
        {
            App = new Branch(ComponentIds.ChainedException, app),
            System = hasTrace ? new Branch(ComponentIds.ChainedException, system) : null,
        };
    }
}
