using Monitoring.Storage.Blobs;
using Monitoring.Testing.Blobs;

namespace Monitoring.Testing.Tests.Blobs;

public sealed class BlobStoreConformanceTests
{
    private static readonly Dictionary<string, Func<IBlobStore, IBlobStore>> Broken = new Func<IBlobStore, BlobStoreDecorator>[]
    {
        inner => new KeepsHalfABlob(inner), inner => new TakesOneMore(inner), inner => new Overwrites(inner), inner => new ClosesTheStream(inner),
        inner => new NeverExpires(inner), inner => new DeletesUnderReaders(inner), inner => new HashesNothing(inner),
    }.ToDictionary(create => create(null!).GetType().Name, create => (Func<IBlobStore, IBlobStore>)create);

    public static TheoryData<string> Faults => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_store_fails_a_fact(string fault)
    {
        var failure = await Suite.FindFailureAsync(() => new Tested(Broken[fault]), _ => true);

        Suite.AssertNoticed(fault, failure);
    }

    private sealed class Tested(Func<IBlobStore, IBlobStore> mutate) : BlobStoreConformance
    {
        private readonly Memory _memory = new();

        protected override ValueTask<StoreUnderTest<IBlobStore>> OpenAsync(StoreSetup setup) =>
            ValueTask.FromResult(new StoreUnderTest<IBlobStore> { Store = mutate(_memory.Open<IBlobStore>(setup)) });
    }
}
