using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Transfer;
using Monitoring.Testing.Documents;
using Monitoring.Testing.Tests.Documents;

namespace Monitoring.Testing.Tests.Transfers;

/// <summary>Document stores that lose or change something on the way into another one.</summary>
public sealed class DocumentTransferTests
{
    private static readonly string[] Facts =
    [
        nameof(DocumentStoreConformance.A_store_that_was_moved_to_goes_on_as_in_the_model), nameof(DocumentStoreConformance.An_export_of_what_was_imported_is_the_same),
        nameof(DocumentStoreConformance.An_export_is_of_the_moment_at_which_it_began), nameof(DocumentStoreConformance.An_import_refuses_records_that_no_export_gives_and_changes_nothing), nameof(DocumentStoreConformance.An_export_refuses_a_foreign_cursor),
    ];

    private static readonly Dictionary<string, Func<ImmutableArray<DocumentStoreRecord>, IEnumerable<DocumentStoreRecord>>> Mutations = new()
    {
        ["loses a page"] = Mutation.LoseAPage,
        ["forgets the partition of documents"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Document>(one => one with { Stored = one.Stored with { Partition = Partition.Host } }),
        ["forgets versions"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Document>(one => one with { Stored = one.Stored with { Version = 1 } }),
        ["forgets versions of shapes"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Document>(one => one with { Stored = one.Stored with { SchemaVersion = one.Stored.SchemaVersion + 1 } }),
        ["loses bytes of documents"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Document>(one => one with { Stored = one.Stored with { Body = one.Stored.Body[1..] } }),
        ["forgets claims on timers"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Timer>(one => one with { LeaseUntil = null }),
        ["forgets epochs of timers"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Timer>(one => one with { Epoch = 0, LeaseUntil = null }),
        ["loses timers"] = Mutation.Without<DocumentStoreRecord, DocumentStoreRecord.Timer>,
        ["loses leases"] = Mutation.Without<DocumentStoreRecord, DocumentStoreRecord.Lease>,
        ["begins epochs of leases anew"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Lease>(one => one with { Last = one.Last with { Epoch = 1 } }),
        ["begins versions anew"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Counters>(one => one with { LastVersion = 0 }),
        ["begins positions anew"] = Mutation.Each<DocumentStoreRecord, DocumentStoreRecord.Counters>(one => one with { LastPosition = 0 }),
        ["loses the last signal"] = records => records.Where(record => record != records.LastOrDefault(other => other is DocumentStoreRecord.Signal)),
        ["tells signals in another order"] = TellInAnotherOrder,
    };

    public static TheoryData<string> Faults => [.. Mutations.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_store_that_does_it_on_the_way_fails_a_fact(string fault) =>
        Suite.AssertNoticed(fault, await Suite.FindFailureAsync(() => new Tested(store => new Mutated<DocumentStoreRecord>(store, Mutations[fault])), Facts.Contains));

    [Fact]
    public async Task A_store_whose_export_goes_on_with_the_present_fails_a_fact() =>
        Suite.AssertNoticed("shows the present", await Suite.FindFailureAsync(() => new Tested(store => new ShowsThePresent<DocumentStoreRecord>(store)), Facts.Contains));

    [Fact]
    public async Task A_store_that_takes_anything_fails_a_fact() =>
        Suite.AssertNoticed("takes anything", await Suite.FindFailureAsync(() => new Tested(store => new TakesAnything<DocumentStoreRecord>(store, isSilent: true)), Facts.Contains));

    [Fact]
    public async Task A_sound_store_passes() =>
        Assert.Null(await Suite.FindFailureAsync(() => new Tested(store => new Mutated<DocumentStoreRecord>(store, records => records)), Facts.Contains));

    private static IEnumerable<DocumentStoreRecord> TellInAnotherOrder(ImmutableArray<DocumentStoreRecord> records)
    {
        var told = records.OfType<DocumentStoreRecord.Signal>().ToList();
        return records.Where(record => record is not DocumentStoreRecord.Signal)
            .Concat(told.Zip(told.AsEnumerable().Reverse(), (place, other) => new DocumentStoreRecord.Signal { Stored = other.Stored with { Position = place.Stored.Position } }));
    }

    private sealed class Moved(IDocumentStore inner, IStoreTransfer<DocumentStoreRecord> transfer) : DocumentStoreDecorator(inner), IStoreTransfer<DocumentStoreRecord>
    {
        public ValueTask<IStoreExport<DocumentStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) => transfer.BeginExportAsync(cancellationToken);

        public ValueTask ImportAsync(ImmutableArray<DocumentStoreRecord> records, CancellationToken cancellationToken = default) => transfer.ImportAsync(records, cancellationToken);
    }

    private sealed class Tested(Func<IStoreTransfer<DocumentStoreRecord>, IStoreTransfer<DocumentStoreRecord>> mutate) : DocumentStoreConformance
    {
        private readonly Memory _memory = new();

        internal override ulong? FirstSeed => 1;

        protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup)
        {
            var store = _memory.Open<IDocumentStore>(setup);
            return ValueTask.FromResult(new StoreUnderTest<IDocumentStore> { Store = new Moved(store, mutate((IStoreTransfer<DocumentStoreRecord>)store)) });
        }
    }
}
