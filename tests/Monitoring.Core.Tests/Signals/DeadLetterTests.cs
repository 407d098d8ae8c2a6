using Monitoring.Core.Tests.Support;
using Monitoring.Signals;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Signals;

/// <summary>Signals that were given up.</summary>
public sealed class DeadLetterTests : SignalPumpTest
{
    [Fact]
    public async Task A_signal_that_never_succeeds_becomes_a_dead_letter_and_those_behind_it_are_delivered()
    {
        Toys.Handle = (context, _) => context.Signal is { Toy: "bear", Number: 1 } ? throw new InvalidOperationException("password=hunter2") : default;
        var host = await StartAsync(options => options.Signals.MaxAttempts = 3);
        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);

        await host.UntilAsync(() => Toys.Handled.Length == 2);

        Assert.Equal([0, 2], Toys.HandledOf("bear"));
        Assert.Equal(3, Toys.Tried.Count(context => context.Signal.Number == 1));
        var dead = Assert.Single((await host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 10, cancellationToken: Token)).Value!.Items);
        Assert.Equal(("toys", "toy", "toy:bear", 3), (dead.Subscription, dead.SignalType, dead.AggregateId, dead.Attempts));
        Assert.Equal("System.InvalidOperationException: password=[redacted]", dead.Error);
        Assert.Equal(1, ToySignal.Type.Deserialize(dead.Body).Number);
    }

    [Fact]
    public async Task A_dead_letter_can_be_replayed()
    {
        var works = false;
        Toys.Handle = (_, _) => works ? default : throw new InvalidOperationException();
        var host = await StartAsync(options => options.Signals.MaxAttempts = 1);
        await ToySignal.CommitAsync(host, "bear", 0);
        var dead = await DeadAsync(host);

        works = true;
        var replayed = await host.Get<IDeadLetters>().ReplayAsync(TestHost.Administrator, dead.Id, Token);
        await host.UntilAsync(() => Toys.Handled.Length == 1);

        Assert.Equal(Commands.CommandOutcome.Done, replayed.Outcome);
        Assert.Equal(dead.SignalId, Toys.Handled[0].Id);
        Assert.Empty((await host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 10, cancellationToken: Token)).Value!.Items);
        Assert.Equal(
            Commands.CommandOutcome.NotFound, (await host.Get<IDeadLetters>().ReplayAsync(TestHost.Administrator, dead.Id, Token)).Outcome);
        Assert.Equal("signal.replayed", Assert.Single((await host.Audit.ReadAsync(default, 10, cancellationToken: Token)).Items).Action);
    }

    [Fact]
    public async Task A_dead_letter_can_be_discarded()
    {
        Toys.Handle = (_, _) => throw new InvalidOperationException();
        var host = await StartAsync(options => options.Signals.MaxAttempts = 1);
        await ToySignal.CommitAsync(host, "bear", 0);
        var dead = await DeadAsync(host);

        var discarded = await host.Get<IDeadLetters>().DiscardAsync(TestHost.Administrator, dead.Id, Token);

        Assert.Equal(Commands.CommandOutcome.Done, discarded.Outcome);
        Assert.Empty((await host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 10, cancellationToken: Token)).Value!.Items);
        Assert.Equal("signal.discarded", Assert.Single((await host.Audit.ReadAsync(default, 10, cancellationToken: Token)).Items).Action);
    }

    [Fact]
    public async Task Dead_letters_are_for_administrators()
    {
        var host = await StartAsync();

        var result = await host.Get<IDeadLetters>().ListAsync(TestHost.User("somebody"), 10, cancellationToken: Token);

        Assert.Equal(Commands.CommandOutcome.Refused, result.Outcome);
    }

    [Fact]
    public async Task A_signal_that_cannot_be_read_dies_at_once()
    {
        var host = await StartAsync();
        var entry = new SignalEntry { Id = EntityId.Create(host.Clock), Type = "toy", AggregateId = "toy:bear", OccurredAt = host.Clock.GetUtcNow(), Body = "no JSON"u8.ToArray() };
        await host.Documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Signals = [entry] }, Token);
        await ToySignal.CommitAsync(host, "bear", 1);

        await host.UntilAsync(() => Toys.Handled.Length == 1);

        Assert.Equal(entry.Id, (await DeadAsync(host)).SignalId);
    }

    private static async Task<DeadLetter> DeadAsync(TestHost host)
    {
        DeadLetter? dead = null;
        await host.UntilAsync(() => dead is not null || (dead = Find().GetAwaiter().GetResult()) is not null);
        return dead!;

        async Task<DeadLetter?> Find() =>
            (await host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 10, cancellationToken: Token)).Value!.Items.FirstOrDefault();
    }
}
