using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.Core.Leases;
using Monitoring.Core.Pumping;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Signals;

/// <summary>What all subscriptions of a host share.</summary>
internal sealed class SignalRuntime(Stores stores, IOptions<MonitoringOptions> options, HostIdentity identity, Jitter jitter, TimeProvider timeProvider)
{
    private readonly Lazy<ImmutableArray<ISignalSource>> _sources = new(() => stores.Errors is { } errors
        ? [new DocumentSignals(stores.Documents), new TransitionSignals(errors)]
        : [new DocumentSignals(stores.Documents)]);

    public IDocumentStore Store => stores.Documents;

    public ImmutableArray<ISignalSource> Sources => _sources.Value;

    public SignalOptions Options { get; } = options.Value.Signals;

    public Backoff Backoff { get; } = new(options.Value.Signals.FirstRetryDelay, options.Value.Signals.MaxRetryDelay, jitter);

    public string Owner => identity.Owner;

    public TimeProvider Time => timeProvider;

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    public ValueTask<LeaseKeeper?> TryTakeLeaseAsync(string name, CancellationToken cancellationToken) =>
        LeaseKeeper.TryTakeAsync(Store, $"signals/{name}", Owner, Options.LeaseDuration, timeProvider, cancellationToken);
}
