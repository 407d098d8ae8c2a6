using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Monitoring.Storage.Documents;
using Monitoring.Testing.Generators;

namespace Monitoring.Testing.Models;

/// <summary>Makes random steps, and makes them smaller.</summary>
internal static class DocumentOperations
{
    /// <summary>How long a step claims and leases for.</summary>
    public static readonly TimeSpan LeaseFor = TimeSpan.FromSeconds(60);

    /// <summary>What "now" is in the timers of a step.</summary>
    public static readonly DateTimeOffset Reference = new DateTimeOffset(2031, 3, 4, 10, 20, 30, TimeSpan.Zero).AddTicks(1_234_567);

    private static readonly string[] Indexes = [.. Ticket.Type.Indexes.Select(index => index.Name)];

    public static Gen<DocumentOperation> Any { get; } = Gen.Frequency(
        (10, Commit),
        (4, Query),
        (3, Claim),
        (3, Lease),
        (1, Gen.Choose(1, 3).Select(DocumentOperation (count) => new DocumentOperation.Trim(count))),
        (3, Gen.Elements(1L, 20 * TimeSpan.TicksPerSecond, 60 * TimeSpan.TicksPerSecond, TimeSpan.TicksPerHour).Select(DocumentOperation (ticks) => new DocumentOperation.Advance(new TimeSpan(ticks)))),
        (1, Gen.Elements<DocumentOperation>(new DocumentOperation.Reopen(true), new DocumentOperation.Reopen(false))),
        (2, Gen.ArrayOf(Gen.Frequency((4, Commit), (1, Query), (1, Claim), (1, Lease)), 3).Select(DocumentOperation (operations) => new DocumentOperation.AtOnce([.. operations]))));

    private static Gen<Ticket> Document =>
        from key in StoreGenerators.DocumentKey
        from text in StoreGenerators.Text
        from number in Gen.Choose(-3, 3)
        from due in Gen.Elements<DateTimeOffset?>(null, Reference, Reference.AddTicks(1))
        from labels in Gen.ArrayOf(Gen.Elements("a", "b", "A", ""))
        select new Ticket { Key = key, Text = text, Number = number, Due = due, Labels = [.. labels.Take(3)] };

    private static Gen<DocumentOperation> Commit =>
        from commit in StoreGenerators.DocumentCommit(Ticket.Type, Document, Reference)
        from puts in Gen.Elements(Expectation.Anything, Expectation.Anything, Expectation.Current, Expectation.Current, Expectation.Absent, Expectation.Stale)
        from deletes in Gen.Elements(Expectation.Anything, Expectation.Current, Expectation.Stale)
        from check in SeldomKey
        from completed in SeldomNumber
        from cancelled in SeldomKey
        from fence in SeldomNumber
        select (DocumentOperation)new DocumentOperation.Commit(commit, puts, deletes, check, completed, cancelled, fence);

    private static Gen<DocumentOperation> Query =>
        from partition in StoreGenerators.Partition
        from index in Gen.Elements(Indexes)
        from ranges in Gen.ArrayOf(StoreGenerators.IndexRange)
        from backwards in Gen.Elements(false, true)
        from limit in Gen.Choose(1, 5)
        select (DocumentOperation)new DocumentOperation.Query(partition, index, ranges.Length == 0 ? [IndexRange.All] : [.. ranges.Take(3)], backwards, limit);

    private static Gen<DocumentOperation> Claim =>
        from kind in Gen.Elements("snooze", "escalate")
        from max in Gen.Choose(1, 4)
        select (DocumentOperation)new DocumentOperation.Claim(kind, max);

    private static Gen<DocumentOperation> Lease => Gen.Frequency(
        (3, from name in Gen.Elements("pump", "Pump") from owner in Gen.Elements("one", "two") select (DocumentOperation)new DocumentOperation.Acquire(name, owner)),
        (1, Gen.Choose(0, 5).Select(DocumentOperation (lease) => new DocumentOperation.Release(lease))));

    /// <summary>Simpler steps that may show the same fault, the simplest first.</summary>
    public static IEnumerable<DocumentOperation> Shrink(DocumentOperation operation) => operation switch
    {
        DocumentOperation.Commit commit => ShrinkCommit(commit),
        DocumentOperation.AtOnce atOnce =>
        [
            .. atOnce.Operations,
            .. Without(atOnce.Operations).Where(left => left.Length > 1).Select(left => new DocumentOperation.AtOnce(left)),
            .. atOnce.Operations.SelectMany((inner, i) => Shrink(inner).Select(simpler => new DocumentOperation.AtOnce(atOnce.Operations.SetItem(i, simpler)))),
        ],
        DocumentOperation.Query { Ranges.Length: > 1 } query => Without(query.Ranges).Select(DocumentOperation (left) => query with { Ranges = left }),
        DocumentOperation.Reopen { Crash: true } => [new DocumentOperation.Reopen(false)],
        _ => [],
    };

    private static IEnumerable<DocumentOperation> ShrinkCommit(DocumentOperation.Commit commit) =>
    [
        .. Without(commit.Value.Puts).Select(left => commit with { Value = commit.Value with { Puts = left } }),
        .. Without(commit.Value.Deletes).Select(left => commit with { Value = commit.Value with { Deletes = left } }),
        .. Without(commit.Value.Timers).Select(left => commit with { Value = commit.Value with { Timers = left } }),
        .. Without(commit.Value.Signals).Select(left => commit with { Value = commit.Value with { Signals = left } }),
        .. new[]
        {
            commit with { Puts = Expectation.Anything }, commit with { Deletes = Expectation.Anything }, commit with { Checked = null },
            commit with { Completed = null }, commit with { Cancelled = null }, commit with { Fence = null },
        }.Where(simpler => simpler != commit),
    ];

    private static Gen<string?> SeldomKey => Gen.Frequency((5, Gen.Constant<string?>(null)), (1, StoreGenerators.DocumentKey.Select(string? (key) => key)));

    private static Gen<int?> SeldomNumber => Gen.Frequency((5, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 5).Select(int? (number) => number)));

    private static IEnumerable<ImmutableArray<T>> Without<T>(ImmutableArray<T> items) => Enumerable.Range(0, items.Length).Select(items.RemoveAt);
}
