using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitoring.Signals;

namespace Monitoring.Core.Signals;

/// <summary>A name under which signals are delivered, with the types that it takes.</summary>
internal sealed class Subscription
{
    private readonly FrozenDictionary<string, (SignalType Type, SignalRoute Route)> _routes;

    private Subscription(string name, FrozenDictionary<string, (SignalType Type, SignalRoute Route)> routes)
    {
        Name = name;
        _routes = routes;
    }

    public string Name { get; }

    /// <summary>Puts the host's routes together.</summary>
    /// <exception cref="MonitoringException">Two handlers want the same, or a type of signal was not made known.</exception>
    public static ImmutableArray<Subscription> All(IEnumerable<SignalRoute> routes, IEnumerable<SignalType> types)
    {
        var known = types.ToList();
        return
        [
            .. routes
                .GroupBy(route => route.Subscription, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Subscription(group.Key, Routes(group, known))),
        ];
    }

    public bool Takes(string signalType) => _routes.ContainsKey(signalType);

    /// <inheritdoc cref="SignalRoute.Open"/>
    public Func<IServiceProvider, CancellationToken, ValueTask> Open(PendingSignal signal, int attempt) => _routes.TryGetValue(signal.Type, out var found)
        ? found.Route.Open(found.Type, signal, attempt)
        : throw new MonitoringException($"The subscription '{Name}' no longer takes '{signal.Type}' signals.");

    private static FrozenDictionary<string, (SignalType Type, SignalRoute Route)> Routes(IGrouping<string, SignalRoute> routes, List<SignalType> types)
    {
        var found = new Dictionary<string, (SignalType Type, SignalRoute Route)>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            var type = types.Find(type => type.Type == route.SignalClass) ?? throw new MonitoringException(
                $"The subscription '{routes.Key}' takes {route.SignalClass.Name}, which is not known: add .AddSignalType(...) to services.AddMonitoring().");
            if (!found.TryAdd(type.Name, (type, route)))
            {
                throw new MonitoringException(
                    $"The subscription '{routes.Key}' has two handlers of {route.SignalClass.Name}: {found[type.Name].Route.HandlerClass.Name} and {route.HandlerClass.Name}.");
            }
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
