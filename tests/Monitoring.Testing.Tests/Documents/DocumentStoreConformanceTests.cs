using Monitoring.Storage.Documents;
using Monitoring.Testing.Documents;

namespace Monitoring.Testing.Tests.Documents;

public sealed class DocumentStoreConformanceTests
{
    private const string RandomRuns = nameof(DocumentStoreConformance.Random_runs_go_as_in_the_model);

    private static readonly Dictionary<string, Func<IDocumentStore, IDocumentStore>> Broken = new Func<IDocumentStore, DocumentStoreDecorator>[]
    {
        inner => new CommitsOneByOne(inner), inner => new LosesADocument(inner), inner => new IgnoresVersions(inner), inner => new ChecksBeforeItWrites(inner),
        inner => new IgnoresFences(inner), inner => new LosesASignal(inner), inner => new IgnoresCase(inner), inner => new ForgetsThePartition(inner),
        inner => new SortsByDocumentKey(inner), inner => new AnswersOncePerRange(inner), inner => new PagesByOffset(inner), inner => new BeginsVersionsAnew(inner),
        inner => new GivesOneEpoch(inner), inner => new ClaimsTwice(inner), inner => new SharesLeases(inner),
    }.ToDictionary(create => create(null!).GetType().Name, create => (Func<IDocumentStore, IDocumentStore>)create);

    public static TheoryData<string> Faults => [.. Broken.Keys];

    /// <summary>Those that random runs alone find.</summary>
    public static TheoryData<string> FaultsOfRuns =>
    [
        nameof(CommitsOneByOne), nameof(LosesADocument), nameof(IgnoresVersions), nameof(IgnoresFences), nameof(LosesASignal), nameof(IgnoresCase),
        nameof(ForgetsThePartition), nameof(SortsByDocumentKey), nameof(AnswersOncePerRange), nameof(SharesLeases), nameof(ClaimsTwice),
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

    private sealed class Tested(Func<IDocumentStore, IDocumentStore> mutate) : DocumentStoreConformance
    {
        private readonly Memory _memory = new();

        internal override ulong? FirstSeed => 1;

        protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup) =>
            ValueTask.FromResult(new StoreUnderTest<IDocumentStore> { Store = mutate(_memory.Open<IDocumentStore>(setup)) });
    }

    /// <summary>Every open begins anew, as if nothing had been written.</summary>
    private sealed class Forgetful : DocumentStoreConformance
    {
        protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup) =>
            ValueTask.FromResult(new StoreUnderTest<IDocumentStore> { Store = new Memory().Open<IDocumentStore>(setup) });
    }
}
