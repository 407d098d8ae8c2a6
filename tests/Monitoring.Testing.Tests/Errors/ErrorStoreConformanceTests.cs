using Monitoring.Storage.Errors;
using Monitoring.Testing.Errors;

namespace Monitoring.Testing.Tests.Errors;

public sealed class ErrorStoreConformanceTests
{
    private const string RandomRuns = nameof(ErrorStoreConformance.Random_runs_go_as_in_the_model);

    private static readonly Dictionary<string, Func<IErrorStore, IErrorStore>> Broken = new Func<IErrorStore, ErrorStoreDecorator>[]
    {
        inner => new LosesAnEvent(inner), inner => new CountsADuplicate(inner), inner => new AnswersInAnotherOrder(inner), inner => new LosesUnderLoad(inner),
        inner => new RefusesHalfABatch(inner), inner => new RoundsInstants(inner), inner => new KeepsTheBuffer(inner), inner => new EndsTextsAtNul(inner),
        inner => new ReadsStale(inner), inner => new SortsTheWrongWay(inner), inner => new ForgetsTheProject(inner), inner => new PagesByOffset(inner),
        inner => new TellsNothingOfRegressions(inner), inner => new RetainsTooLittle(inner), inner => new IgnoresTheVersion(inner), inner => new LeavesOutZeros(inner),
        inner => new ForgetsMergedIds(inner), inner => new IgnoresCancellation(inner), inner => new ForgetsIdsWhenClosed(inner),
    }.ToDictionary(create => create(null!).GetType().Name, create => (Func<IErrorStore, IErrorStore>)create);

    public static TheoryData<string> Faults => [.. Broken.Keys];

    /// <summary>Those that random runs alone find.</summary>
    public static TheoryData<string> FaultsOfRuns =>
    [
        nameof(LosesAnEvent), nameof(CountsADuplicate), nameof(AnswersInAnotherOrder), nameof(RoundsInstants), nameof(EndsTextsAtNul), nameof(SortsTheWrongWay),
        nameof(ReadsStale), nameof(ForgetsTheProject), nameof(TellsNothingOfRegressions), nameof(RetainsTooLittle), nameof(LeavesOutZeros), nameof(ForgetsMergedIds),
        nameof(ForgetsIdsWhenClosed),
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_store_fails_a_fact(string fault)
    {
        var failure = await Suite.FindFailureAsync(() => new Tested(Broken[fault]), fact => fact != RandomRuns);

        Suite.AssertNoticed(fault, failure);
    }

    [Theory]
    [MemberData(nameof(FaultsOfRuns))]
    public async Task A_broken_store_fails_random_runs_with_a_short_list_of_steps(string fault)
    {
        var failure = await Suite.FindFailureAsync(() => new Tested(Broken[fault]), fact => fact == RandomRuns);

        Suite.AssertNoticedBriefly(fault, failure);
    }

    [Fact]
    public async Task A_store_that_forgets_when_closed_fails()
    {
        var failure = await Suite.FindFailureAsync(() => new Forgetful(), fact => fact != RandomRuns);

        Suite.AssertNoticed(nameof(Forgetful), failure);
    }

    [Fact]
    public async Task A_sound_store_passes_through_a_decorator()
    {
        var failure = await Suite.FindFailureAsync(() => new Tested(inner => inner), fact => fact.StartsWith("Append_", StringComparison.Ordinal));

        Assert.Null(failure);
    }

    private sealed class Tested(Func<IErrorStore, IErrorStore> mutate) : ErrorStoreConformance
    {
        private readonly Memory _memory = new();

        internal override ulong? FirstSeed => 1;

        protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup) =>
            ValueTask.FromResult(new StoreUnderTest<IErrorStore> { Store = mutate(_memory.Open<IErrorStore>(setup)) });
    }

    /// <summary>Every open begins anew, as if nothing had been written.</summary>
    private sealed class Forgetful : ErrorStoreConformance
    {
        protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup) =>
            ValueTask.FromResult(new StoreUnderTest<IErrorStore> { Store = new Memory().Open<IErrorStore>(setup) });
    }
}
