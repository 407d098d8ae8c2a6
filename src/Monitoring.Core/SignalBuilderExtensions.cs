using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring;
using Monitoring.Core.Signals;
using Monitoring.Signals;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Subscribes handlers to signals.</summary>
public static class SignalBuilderExtensions
{
    private const int MaxName = 100;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>
    /// Has signals of a type delivered to a handler under the name of a subscription. Handlers of several types under
    /// one name form one subscription: what is about the same thing is delivered in order across the types.
    /// </summary>
    /// <typeparam name="TSignal">The type of the signals; made known by <c>AddSignalType</c>.</typeparam>
    /// <typeparam name="THandler">The handler; made by the container for each delivery, in a scope of its own.</typeparam>
    /// <param name="builder">What <c>AddMonitoring</c> returned.</param>
    /// <param name="subscription">
    /// The name under which positions are remembered in the store, never changed: 1 to 100 characters of <c>[a-z0-9.-]</c>.
    /// A new name begins with the signals that are in the store then; one that no host has any more is forgotten after
    /// <see cref="Monitoring.Core.SignalOptions.AbandonedAfter"/>.
    /// </param>
    /// <exception cref="ArgumentException">The name is not as it must be.</exception>
    public static IMonitoringBuilder AddSignalHandler<TSignal, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IMonitoringBuilder builder, string subscription)
        where TSignal : class, ISignal
        where THandler : class, ISignalHandler<TSignal>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(subscription);
        if (subscription.Length is 0 or > MaxName || subscription.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException($"'{subscription}' is no name of a subscription: it must have 1 to {MaxName} characters of [a-z0-9.-].", nameof(subscription));
        }

        builder.Services.TryAddScoped<THandler>();
        return builder.AddInstance<SignalRoute>(new SignalRoute<TSignal, THandler> { Subscription = subscription });
    }
}
