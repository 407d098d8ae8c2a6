using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Signals;

namespace Monitoring.Core.Signals;

/// <summary>Leads the signals of one type to one handler, as part of a named subscription.</summary>
internal abstract record SignalRoute
{
    public required string Subscription { get; init; }

    public abstract Type SignalClass { get; }

    public abstract Type HandlerClass { get; }

    /// <summary>Reads a signal and names the way to the handler.</summary>
    /// <exception cref="MonitoringException">The body cannot be read.</exception>
    public abstract Func<IServiceProvider, CancellationToken, ValueTask> Open(SignalType type, PendingSignal signal, int attempt);
}

internal sealed record SignalRoute<TSignal, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler> : SignalRoute
    where TSignal : class, ISignal
    where THandler : class, ISignalHandler<TSignal>
{
    public override Type SignalClass => typeof(TSignal);

    public override Type HandlerClass => typeof(THandler);

    public override Func<IServiceProvider, CancellationToken, ValueTask> Open(SignalType type, PendingSignal signal, int attempt)
    {
        var context = new SignalContext<TSignal>
        {
            Signal = ((SignalType<TSignal>)type).Deserialize(signal.Body),
            Id = signal.Id,
            OccurredAt = signal.OccurredAt,
            Attempt = attempt,
        };
        return (services, cancellationToken) => services.GetRequiredService<THandler>().HandleAsync(context, cancellationToken);
    }
}
