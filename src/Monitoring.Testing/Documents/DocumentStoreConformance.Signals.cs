using Monitoring.Storage.Documents;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>The outbox.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task ReadSignals_ASignal_GivesAllOfIt()
    {
        var signal = Signal("тело \0") with { Type = "тип", OccurredAt = Time.GetUtcNow().AddTicks(-1).ToOffset(TimeSpan.FromHours(2)) };

        await CommitAsync(new DocumentCommit { Partition = Here, Signals = [signal] });
        await ReopenAsync();

        var stored = Assert.Single(await SignalsAsync());
        Assert.Equal(RenderDocuments.Signal(new StoredSignal { Position = 0, Partition = Here, Signal = signal }), RenderDocuments.Signal(stored));
        Assert.True(stored.Position > 0);
    }

    [Fact]
    public async Task ReadSignals_InSteps_GivesEachOnceInTheOrderOfTheCommits()
    {
        for (var i = 0; i < 12; i++)
        {
            await CommitAsync(new DocumentCommit { Partition = i % 2 == 0 ? Here : There, Signals = [Signal($"{2 * i}"), Signal($"{(2 * i) + 1}")] });
        }

        var read = new List<StoredSignal>();
        while (await Store.ReadSignalsAsync(read.Count == 0 ? 0 : read[^1].Position, 5, Cancellation) is { IsEmpty: false } next)
        {
            Assert.True(next.Length <= 5);
            read.AddRange(next);
        }

        Assert.Equal(Enumerable.Range(0, 24).Select(i => $"about {i}"), read.Select(signal => signal.Signal.AggregateId));
        Assert.Equal(read.Select(signal => signal.Position).Distinct().Order(), read.Select(signal => signal.Position));
    }

    [Fact]
    public async Task ReadSignals_WhileManyCommit_NeverShowsOneBelowAnAlreadyRead()
    {
        const int Writers = 8;
        var rounds = Scale.Count(15, 150);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < rounds; i++)
            {
                await Store.CommitAsync(
                    new DocumentCommit
                    {
                        Partition = Partition.Of(new ProjectId(writer + 1)),
                        Signals = [new SignalEntry { Id = new EntityId(new Guid(writer, 1, (short)i, new byte[8])), Type = "s", AggregateId = $"{writer}", OccurredAt = Time.GetUtcNow(), Body = default }],
                    },
                    Cancellation);
            }
        })));

        var read = new List<StoredSignal>();
        while (read.Count < Writers * rounds)
        {
            var done = writing.IsCompleted;
            var next = await Store.ReadSignalsAsync(read.Count == 0 ? 0 : read[^1].Position, 10, Cancellation);
            read.AddRange(next);
            Assert.False(done && next.IsEmpty && read.Count < Writers * rounds, $"{read.Count} of {Writers * rounds} signals were seen by reading on.");
        }

        await writing;
        Assert.Equal((await PositionsAsync()).Order(), read.Select(signal => signal.Position));
    }

    [Fact]
    public async Task TrimSignals_UpToAPosition_RemovesThoseAndPositionsGoOnGrowing()
    {
        await CommitAsync(new DocumentCommit { Partition = Here, Signals = [Signal("1"), Signal("2"), Signal("3")] });
        var stored = await SignalsAsync();

        await Store.TrimSignalsAsync(stored[1].Position, Cancellation);
        Assert.Equal("about 3", Assert.Single(await SignalsAsync()).Signal.AggregateId);

        await Store.TrimSignalsAsync(stored[2].Position, Cancellation);
        await ReopenAsync();
        Assert.Empty(await SignalsAsync());
        await CommitAsync(new DocumentCommit { Partition = Here, Signals = [Signal("4")] });
        Assert.True(Assert.Single(await SignalsAsync(stored[2].Position)).Position > stored[2].Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task ReadSignals_ImpossibleNumber_IsMisuse(int max)
    {
        await AssertMisuseAsync(async () => await Store.ReadSignalsAsync(0, max, Cancellation));
    }

    private async ValueTask<List<long>> PositionsAsync()
    {
        var positions = new List<long>();
        while (await SignalsAsync(positions.Count == 0 ? 0 : positions[^1]) is { IsEmpty: false } next)
        {
            positions.AddRange(next.Select(signal => signal.Position));
        }

        return positions;
    }
}
