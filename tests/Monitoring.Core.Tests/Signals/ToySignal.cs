using System.Text.Json.Serialization;
using Monitoring.Core.Tests.Support;
using Monitoring.Signals;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Signals;

/// <summary>A signal about a toy; the numbers of one toy count from 0.</summary>
public sealed record ToySignal : ISignal
{
    public static SignalType<ToySignal> Type { get; } = new("toy", ToyJson.Default.ToySignal);

    public ProjectId ProjectId { get; init; }

    public required string Toy { get; init; }

    public required int Number { get; init; }

    [JsonIgnore]
    public string AggregateId => $"toy:{Toy}";

    public static async Task CommitAsync(TestHost host, params ToySignal[] signals)
    {
        var commit = new DocumentCommit
        {
            Partition = Partition.Host,
            Signals =
            [
                .. signals.Select(signal => new SignalEntry
                {
                    Id = EntityId.Create(host.Clock),
                    Type = Type.Name,
                    AggregateId = signal.AggregateId,
                    OccurredAt = host.Clock.GetUtcNow(),
                    Body = Type.Serialize(signal),
                }),
            ],
        };
        var result = await host.Documents.CommitAsync(commit, TestContext.Current.CancellationToken);
        Assert.Equal(CommitOutcome.Committed, result.Outcome);
    }

    public static Task CommitAsync(TestHost host, string toy, params int[] numbers) =>
        CommitAsync(host, [.. numbers.Select(number => new ToySignal { Toy = toy, Number = number })]);
}

[JsonSerializable(typeof(ToySignal))]
internal sealed partial class ToyJson : JsonSerializerContext;
