using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;
using Monitoring.Testing.Errors;
using Monitoring.Testing.Tests.Errors;

namespace Monitoring.Testing.Tests.Transfers;

/// <summary>Error stores that lose or change something on the way into another one.</summary>
public sealed class ErrorTransferTests
{
    private static readonly string[] Facts =
    [
        nameof(ErrorStoreConformance.A_store_that_was_moved_to_goes_on_as_in_the_model), nameof(ErrorStoreConformance.An_export_of_what_was_imported_is_the_same),
        nameof(ErrorStoreConformance.An_export_is_of_the_moment_at_which_it_began), nameof(ErrorStoreConformance.The_counters_of_an_export_cover_all_that_was_given),
        nameof(ErrorStoreConformance.An_import_refuses_records_that_no_export_gives_and_changes_nothing),
        nameof(ErrorStoreConformance.An_import_refuses_what_comes_before_what_it_refers_to_and_changes_nothing), nameof(ErrorStoreConformance.An_export_refuses_a_foreign_cursor),
        nameof(ErrorStoreConformance.A_moved_issue_has_its_version_and_undoes_the_last_of_its_merges),
    ];

    private static readonly Dictionary<string, Func<ImmutableArray<ErrorStoreRecord>, IEnumerable<ErrorStoreRecord>>> Mutations = new()
    {
        ["loses a page"] = Mutation.LoseAPage,
        ["doubles an event"] = DoubleAnEvent,
        ["forgets the project of events"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Event>(one => one with { Kept = one.Kept with { ProjectId = new ProjectId(1) } }),
        ["counts an event more"] = Counts(counts => counts with { Events = counts.Events + 1 }),
        ["forgets users"] = Counts(counts => counts with { Users = new DistinctSketch().ToBytes() }),
        ["loses an hour"] = Counts(counts => counts with { Hours = [.. counts.Hours.Skip(1)] }),
        ["loses payloads"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Event>(one => one with { Kept = one.Kept with { Payload = default } }),
        ["forgets pins"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Event>(one => one with { IsPinned = one.IsOutlived }),
        ["cuts instants"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Event>(one => one with { Kept = one.Kept with { Timestamp = one.Kept.Timestamp.AddTicks(-(one.Kept.Timestamp.Ticks % 10)) } }),
        ["forgets ids of past events"] = Mutation.Without<ErrorStoreRecord, ErrorStoreRecord.KnownEvent>,
        ["forgets assignees"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Issue>(one => one with { Assignee = null }),
        ["forgets states"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Issue>(one => one with { State = new IssueState { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.New } }),
        ["forgets versions"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Issue>(one => one with { Version = 1 }),
        ["forgets the order of merges"] = records => records.Select(record => record is ErrorStoreRecord.Issue { MergedInto: not null } issue ? issue with { MergeOrder = 1_000 - issue.MergeOrder } : record),
        ["begins numbers anew"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Project>(one => one with { LastNumber = 0 }),
        ["begins positions anew"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Counters>(one => one with { LastPosition = 0 }),
        ["begins ids anew"] = Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Counters>(one => one with { LastIssue = 0 }),
        ["loses the last transition"] = records => records.Where(record => record != records.LastOrDefault(other => other is ErrorStoreRecord.Transition)),
        ["tells transitions in another order"] = TellInAnotherOrder,
    };

    public static TheoryData<string> Faults => [.. Mutations.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_store_that_does_it_on_the_way_fails_a_fact(string fault) =>
        Suite.AssertNoticed(fault, await Suite.FindFailureAsync(() => new Tested(store => new Mutated<ErrorStoreRecord>(store, Mutations[fault])), Facts.Contains));

    [Fact]
    public async Task A_store_that_counts_what_comes_again_fails_a_fact() =>
        Suite.AssertNoticed("counts again", await Suite.FindFailureAsync(() => new Tested(store => new CountsAgain(store)), Facts.Contains));

    [Fact]
    public async Task A_store_whose_export_goes_on_with_the_present_fails_a_fact() =>
        Suite.AssertNoticed("shows the present", await Suite.FindFailureAsync(() => new Tested(store => new ShowsThePresent<ErrorStoreRecord>(store)), Facts.Contains));

    [Fact]
    public async Task A_store_that_takes_anything_fails_a_fact() =>
        Suite.AssertNoticed("takes anything", await Suite.FindFailureAsync(() => new Tested(store => new TakesAnything<ErrorStoreRecord>(store, isSilent: true)), Facts.Contains));

    [Fact]
    public async Task A_store_that_takes_what_comes_before_something_that_it_refuses_fails_a_fact() =>
        Suite.AssertNoticed("takes a part", await Suite.FindFailureAsync(() => new Tested(store => new TakesAnything<ErrorStoreRecord>(store, isSilent: false)), Facts.Contains));

    [Fact]
    public async Task A_sound_store_passes() =>
        Assert.Null(await Suite.FindFailureAsync(() => new Tested(store => new Mutated<ErrorStoreRecord>(store, records => records)), Facts.Contains));

    private static Func<ImmutableArray<ErrorStoreRecord>, IEnumerable<ErrorStoreRecord>> Counts(Func<HashCounts, HashCounts> change) =>
        Mutation.Each<ErrorStoreRecord, ErrorStoreRecord.Hash>(one => one with { Counts = one.Counts is { } counts ? change(counts) : null });

    private static IEnumerable<ErrorStoreRecord> DoubleAnEvent(ImmutableArray<ErrorStoreRecord> records) => records.SelectMany(record =>
        record is ErrorStoreRecord.Event { IsOutlived: false } one && record == records.First(other => other is ErrorStoreRecord.Event { IsOutlived: false })
            ? [one, one with { Kept = one.Kept with { EventId = new EventId(new Guid(9, 9, 9, new byte[8])) } }]
            : (ErrorStoreRecord[])[record]);

    private static IEnumerable<ErrorStoreRecord> TellInAnotherOrder(ImmutableArray<ErrorStoreRecord> records)
    {
        var told = records.OfType<ErrorStoreRecord.Transition>().ToList();
        return records.Where(record => record is not ErrorStoreRecord.Transition)
            .Concat(told.Zip(told.AsEnumerable().Reverse(), (place, other) => new ErrorStoreRecord.Transition { Told = other.Told with { Position = place.Told.Position } }));
    }

    /// <summary>Takes an event that comes again for another one.</summary>
    private sealed class CountsAgain(IStoreTransfer<ErrorStoreRecord> inner) : IStoreTransfer<ErrorStoreRecord>
    {
        private readonly HashSet<(ProjectId, EventId)> _there = [];

        public ValueTask<IStoreExport<ErrorStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) => inner.BeginExportAsync(cancellationToken);

        public ValueTask ImportAsync(ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken = default) => inner.ImportAsync(
            [
                .. records.Select(record => record is ErrorStoreRecord.Event { IsOutlived: false } one && !_there.Add((one.Kept.ProjectId, one.Kept.EventId))
                    ? one with { Kept = one.Kept with { EventId = new EventId(new Guid(_there.Count, 9, 9, new byte[8])) } }
                    : record),
            ],
            cancellationToken);
    }

    private sealed class Moved(IErrorStore inner, IStoreTransfer<ErrorStoreRecord> transfer) : ErrorStoreDecorator(inner), IStoreTransfer<ErrorStoreRecord>
    {
        public ValueTask<IStoreExport<ErrorStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) => transfer.BeginExportAsync(cancellationToken);

        public ValueTask ImportAsync(ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken = default) => transfer.ImportAsync(records, cancellationToken);
    }

    private sealed class Tested(Func<IStoreTransfer<ErrorStoreRecord>, IStoreTransfer<ErrorStoreRecord>> mutate) : ErrorStoreConformance
    {
        private readonly Memory _memory = new();

        internal override ulong? FirstSeed => 1;

        protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup)
        {
            var store = _memory.Open<IErrorStore>(setup);
            return ValueTask.FromResult(new StoreUnderTest<IErrorStore> { Store = new Moved(store, mutate((IStoreTransfer<ErrorStoreRecord>)store)) });
        }
    }
}
