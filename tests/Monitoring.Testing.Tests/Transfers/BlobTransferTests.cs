using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Transfer;
using Monitoring.Testing.Blobs;
using Monitoring.Testing.Tests.Blobs;

namespace Monitoring.Testing.Tests.Transfers;

/// <summary>Blob stores that lose or change something on the way into another one.</summary>
public sealed class BlobTransferTests
{
    private static readonly string[] Facts =
    [
        nameof(BlobStoreConformance.All_blobs_that_have_not_expired_are_listed_page_by_page), nameof(BlobStoreConformance.A_restored_blob_is_as_it_was),
        nameof(BlobStoreConformance.A_restored_blob_that_is_longer_than_it_was_is_refused), nameof(BlobStoreConformance.Listing_refuses_a_foreign_cursor_and_a_limit_out_of_range),
        nameof(BlobStoreConformance.A_restored_blob_that_cannot_have_been_is_refused),
    ];

    private static readonly Dictionary<string, Func<IBlobStore, Moved>> Broken = new Func<IBlobStore, Moved>[]
    {
        inner => new LosesBytes(inner), inner => new ForgetsTheProject(inner), inner => new ForgetsTheExpiry(inner), inner => new ForgetsTheFirstInstant(inner),
        inner => new Overwrites(inner), inner => new LosesAPage(inner), inner => new ListsThoseOfTheHostAlone(inner), inner => new TakesAnything(inner),
    }.ToDictionary(create => create(null!).GetType().Name);

    public static TheoryData<string> Faults => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_store_fails_a_fact(string fault) => Suite.AssertNoticed(fault, await Suite.FindFailureAsync(() => new Tested(Broken[fault]), Facts.Contains));

    [Fact]
    public async Task A_sound_store_passes() => Assert.Null(await Suite.FindFailureAsync(() => new Tested(inner => new Moved(inner)), Facts.Contains));

    private class Moved(IBlobStore inner) : BlobStoreDecorator(inner), IBlobTransfer
    {
        protected IBlobTransfer Transfer => (IBlobTransfer)Inner;

        public virtual ValueTask<Page<BlobInfo>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) => Transfer.ListAsync(limit, cursor, cancellationToken);

        public virtual ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default) => Transfer.RestoreAsync(info, content, cancellationToken);
    }

    private sealed class LosesBytes(IBlobStore inner) : Moved(inner)
    {
        public override async ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default)
        {
            using var read = new MemoryStream();
            await content.CopyToAsync(read, cancellationToken);
            read.SetLength(read.Length / 2);
            read.Position = 0;
            var written = await Transfer.RestoreAsync(info, read, cancellationToken);
            return written with { Info = written.Info is null ? null : info };
        }

        public override async ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) =>
            await Inner.FindAsync(id, cancellationToken) is { Length: 350_000 } info ? info with { Length = 700_000 } : await Inner.FindAsync(id, cancellationToken);
    }

    private sealed class ForgetsTheProject(IBlobStore inner) : Moved(inner)
    {
        public override ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default) =>
            Transfer.RestoreAsync(info with { Id = new BlobId(default, info.Id.Id) }, content, cancellationToken);
    }

    private sealed class ForgetsTheExpiry(IBlobStore inner) : Moved(inner)
    {
        public override ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default) =>
            Transfer.RestoreAsync(info with { ExpiresAt = null }, content, cancellationToken);
    }

    private sealed class ForgetsTheFirstInstant(IBlobStore inner) : Moved(inner)
    {
        public override ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default) =>
            Inner.WriteAsync(new BlobWrite { Id = info.Id, MaxLength = info.Length, ContentType = info.ContentType, ExpiresAt = info.ExpiresAt }, content, cancellationToken);
    }

    private sealed class Overwrites(IBlobStore inner) : Moved(inner)
    {
        public override async ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default)
        {
            await Inner.DeleteAsync(info.Id, cancellationToken);
            return await Transfer.RestoreAsync(info, content, cancellationToken);
        }
    }

    private sealed class TakesAnything(IBlobStore inner) : Moved(inner)
    {
        public override async ValueTask<BlobWriteResult> RestoreAsync(BlobInfo info, Stream content, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Transfer.RestoreAsync(info, content, cancellationToken);
            }
            catch (ArgumentException)
            {
                return new BlobWriteResult { Outcome = BlobWriteOutcome.Written, Info = info };
            }
        }
    }

    private sealed class LosesAPage(IBlobStore inner) : Moved(inner)
    {
        public override async ValueTask<Page<BlobInfo>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
        {
            var page = await Transfer.ListAsync(limit, cursor, cancellationToken);
            return cursor is null || page.Next is null ? page : await Transfer.ListAsync(limit, page.Next, cancellationToken);
        }
    }

    private sealed class ListsThoseOfTheHostAlone(IBlobStore inner) : Moved(inner)
    {
        public override async ValueTask<Page<BlobInfo>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
        {
            var page = await Transfer.ListAsync(limit, cursor, cancellationToken);
            return page with { Items = [.. page.Items.Where(info => info.Id.Project.IsDefault)] };
        }
    }

    private sealed class Tested(Func<IBlobStore, Moved> mutate) : BlobStoreConformance
    {
        private readonly Memory _memory = new();

        protected override ValueTask<StoreUnderTest<IBlobStore>> OpenAsync(StoreSetup setup) =>
            ValueTask.FromResult(new StoreUnderTest<IBlobStore> { Store = mutate(_memory.Open<IBlobStore>(setup)) });
    }
}
