using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Timers;

namespace Monitoring.Core.Timers;

/// <summary>Leads timers of one kind to a handler.</summary>
internal abstract record TimerRoute
{
    public required string Kind { get; init; }

    public abstract Type HandlerClass { get; }

    public abstract ITimerHandler Handler(IServiceProvider services);

    /// <summary>Puts the host's routes together.</summary>
    /// <exception cref="MonitoringException">Two handlers want the same kind.</exception>
    public static FrozenDictionary<string, TimerRoute> All(IEnumerable<TimerRoute> routes)
    {
        var found = new Dictionary<string, TimerRoute>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            if (!found.TryAdd(route.Kind, route))
            {
                throw new MonitoringException($"Timers of the kind '{route.Kind}' have two handlers: {found[route.Kind].HandlerClass.Name} and {route.HandlerClass.Name}.");
            }
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

internal sealed record TimerRoute<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler> : TimerRoute
    where THandler : class, ITimerHandler
{
    public override Type HandlerClass => typeof(THandler);

    public override ITimerHandler Handler(IServiceProvider services) => services.GetRequiredService<THandler>();
}
