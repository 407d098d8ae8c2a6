using System.Collections.Immutable;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>The signals about releases, committed with what they tell of.</summary>
internal static class ReleaseSignals
{
    private static readonly SignalType<ReleaseCreated> Created = new("release-created", ReleaseSignalJson.Default.ReleaseCreated);
    private static readonly SignalType<DeployRecorded> Deployed = new("deploy-recorded", ReleaseSignalJson.Default.DeployRecorded);

    public static ImmutableArray<SignalType> All { get; } = [Created, Deployed];

    public static SignalEntry Of(ReleaseCreated signal, TimeProvider timeProvider) => Entry(Created, signal, timeProvider);

    public static SignalEntry Of(DeployRecorded signal, TimeProvider timeProvider) => Entry(Deployed, signal, timeProvider);

    private static SignalEntry Entry<T>(SignalType<T> type, T signal, TimeProvider timeProvider)
        where T : class, ISignal => new()
        {
            Id = EntityId.Create(timeProvider),
            Type = type.Name,
            AggregateId = signal.AggregateId,
            OccurredAt = timeProvider.GetUtcNow(),
            Body = type.Serialize(signal),
        };
}
