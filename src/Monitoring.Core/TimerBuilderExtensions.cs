using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring;
using Monitoring.Core.Timers;
using Monitoring.Timers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds handlers of timers.</summary>
public static class TimerBuilderExtensions
{
    private const int MaxKind = 255;

    /// <summary>Has due timers of a kind handled by this host. A host without the handler leaves them to others.</summary>
    /// <typeparam name="THandler">The handler; made by the container for each timer, in a scope of its own.</typeparam>
    /// <param name="builder">What <c>AddMonitoring</c> returned.</param>
    /// <param name="kind">The kind, 1 to 255 characters; never changed, since timers in the store bear it.</param>
    /// <exception cref="ArgumentException">The kind is empty or too long.</exception>
    public static IMonitoringBuilder AddTimerHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IMonitoringBuilder builder, string kind)
        where THandler : class, ITimerHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        if (kind.Length > MaxKind)
        {
            throw new ArgumentException($"The kind of a timer has at most {MaxKind} characters, not {kind.Length}.", nameof(kind));
        }

        builder.Services.TryAddScoped<THandler>();
        return builder.AddInstance<TimerRoute>(new TimerRoute<THandler> { Kind = kind });
    }
}
