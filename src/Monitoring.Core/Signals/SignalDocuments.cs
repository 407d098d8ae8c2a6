using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Signals;

/// <summary>How the state of subscriptions is stored, in the host's partition.</summary>
internal static class SignalDocuments
{
    public const string ByName = "name";
    public const string Waiting = "waiting";
    public const string Dead = "dead";

    public static DocumentType<SubscriptionState> Subscription { get; } = new(
        "signal-subscription",
        SignalJson.Default.SubscriptionState,
        state => state.Name,
        [new DocumentIndex<SubscriptionState>(ByName, state => IndexKey.Empty.Add(state.Name))]);

    public static DocumentType<ParkedSignal> Parked { get; } = new(
        "parked-signal",
        SignalJson.Default.ParkedSignal,
        signal => signal.Key,
        [
            new DocumentIndex<ParkedSignal>(Waiting, WaitingKeys),
            new DocumentIndex<ParkedSignal>(Dead, DeadKeys),
        ]);

    public static ImmutableArray<DocumentType> All { get; } = [Subscription, Parked];

    private static IEnumerable<IndexKey> WaitingKeys(ParkedSignal signal) =>
        signal.DiedAt is null ? [IndexKey.Empty.Add(signal.Subscription).Add(signal.Source).Add(signal.Position)] : [];

    private static IEnumerable<IndexKey> DeadKeys(ParkedSignal signal) => signal.DiedAt is { } diedAt ? [IndexKey.Empty.Add(diedAt)] : [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubscriptionState))]
[JsonSerializable(typeof(ParkedSignal))]
internal sealed partial class SignalJson : JsonSerializerContext;
