using System.Text.Json.Serialization;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Sampling.Spikes;

/// <summary>How spikes lie in the document store, and the signals that are committed with them.</summary>
internal static class SpikeDocuments
{
    public static DocumentType<SpikeDocument> Type { get; } = new("intake-spike", SpikeJson.Default.SpikeDocument, _ => SpikeDocument.Key);

    public static SignalType<IntakeSpikeBegan> Began { get; } = new("intake-spike-began", SpikeJson.Default.IntakeSpikeBegan);

    public static SignalType<IntakeSpikeEnded> Ended { get; } = new("intake-spike-ended", SpikeJson.Default.IntakeSpikeEnded);

    public static SignalEntry Entry<T>(SignalType<T> type, T signal, TimeProvider timeProvider)
        where T : class, ISignal => new()
        {
            Id = EntityId.Create(timeProvider),
            Type = type.Name,
            AggregateId = signal.AggregateId,
            OccurredAt = timeProvider.GetUtcNow(),
            Body = type.Serialize(signal),
        };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SpikeDocument))]
[JsonSerializable(typeof(IntakeSpikeBegan))]
[JsonSerializable(typeof(IntakeSpikeEnded))]
internal sealed partial class SpikeJson : JsonSerializerContext;
