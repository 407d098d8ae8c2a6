using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Generators;

namespace Monitoring.Testing.Models;

/// <summary>Makes random steps, and makes them smaller.</summary>
internal static class ErrorOperations
{
    private const int MaxIssue = 7;

    /// <summary>What "now" is in the events of a step.</summary>
    public static readonly DateTimeOffset Reference = new DateTimeOffset(2031, 3, 4, 10, 20, 30, TimeSpan.Zero).AddTicks(1_234_567);

    public static Gen<ErrorOperation> Any { get; } = Gen.Frequency(
        (10, Append(4)),
        (3, from added in StoreGenerators.GroupedEvent(Reference) from count in Gen.Choose(5, 24) select (ErrorOperation)new ErrorOperation.Burst(added, count)),
        (4, Change),
        (1, from project in StoreGenerators.ProjectId
            from events in Gen.Elements(0, 12, 30, 80)
            from issues in Gen.Elements<int?>(null, null, 1, 30, 80)
            from bytes in Gen.Elements<int?>(null, 0, 2, 8, 40)
            select (ErrorOperation)new ErrorOperation.Retain(project, events, issues, bytes)),
        (2, from project in StoreGenerators.ProjectId
            from filter in StoreGenerators.IssueFilter
            from sort in Gen.Elements(Enum.GetValues<IssueSort>().Where(sort => sort != IssueSort.Trend))
            from limit in Gen.Choose(1, 5)
            select (ErrorOperation)new ErrorOperation.Search(project, filter, sort, limit)),
        (1, Gen.Choose(1, 3).Select(ErrorOperation (count) => new ErrorOperation.Trim(count))),
        (2, Gen.Elements(1L, TimeSpan.TicksPerHour, 13 * TimeSpan.TicksPerHour, 30 * TimeSpan.TicksPerHour, 8 * TimeSpan.TicksPerDay).Select(ErrorOperation (ticks) => new ErrorOperation.Advance(new TimeSpan(ticks)))),
        (1, Gen.Elements<ErrorOperation>(new ErrorOperation.Reopen(true), new ErrorOperation.Reopen(false))),
        (2, Gen.ArrayOf(Gen.Frequency((3, Append(2)), (1, Change)), 3).Select(ErrorOperation (operations) => new ErrorOperation.AtOnce([.. operations]))));

    private static Gen<int> Issue => Gen.Choose(0, MaxIssue);

    private static Gen<ErrorOperation> Change => Gen.Frequency(
        (3, from issue in Issue from state in StoreGenerators.IssueState(Reference) select (ErrorOperation)new ErrorOperation.SetState(issue, state)),
        (1, from issue in Issue from assignee in Gen.Elements<string?>(null, "anna", "") select (ErrorOperation)new ErrorOperation.Assign(issue, assignee)),
        (1, from issue in Issue from state in StoreGenerators.IssueState(Reference) from assignee in Gen.Elements<string?>(null, "anna") select (ErrorOperation)new ErrorOperation.SetStateAndAssign(issue, state, assignee)),
        (3, from target in Issue from sources in Gen.ArrayOf(Issue) from source in Issue select (ErrorOperation)new ErrorOperation.Merge(target, [.. sources.Take(1).Append(source)])),
        (3, from issue in Issue from hashes in Gen.ArrayOf(StoreGenerators.GroupingHash) from hash in StoreGenerators.GroupingHash select (ErrorOperation)new ErrorOperation.Unmerge(issue, [.. hashes.Take(2).Append(hash)])),
        (2, from pinned in Gen.Choose(0, 30)
            from issue in Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Issue.Select(issue => (int?)issue)))
            from isPinned in Gen.Elements(true, true, false)
            select (ErrorOperation)new ErrorOperation.Pin(pinned, issue, isPinned)),
        (1, Issue.Select(ErrorOperation (issue) => new ErrorOperation.Delete(issue))));

    /// <summary>Simpler steps that may show the same fault, the simplest first.</summary>
    public static IEnumerable<ErrorOperation> Shrink(ErrorOperation operation) => operation switch
    {
        ErrorOperation.Append append => ShrinkAppend(append),
        ErrorOperation.Burst { Count: > 1 } burst => [burst with { Count = burst.Count / 2 }, burst with { Count = burst.Count - 1 }],
        ErrorOperation.AtOnce atOnce =>
        [
            .. atOnce.Operations,
            .. Without(atOnce.Operations).Where(left => left.Length > 1).Select(left => new ErrorOperation.AtOnce(left)),
            .. atOnce.Operations.SelectMany((inner, i) => Shrink(inner).Select(simpler => new ErrorOperation.AtOnce(atOnce.Operations.SetItem(i, simpler)))),
        ],
        ErrorOperation.Merge { Sources.Length: > 1 } merge => Without(merge.Sources).Select(ErrorOperation (left) => merge with { Sources = left }),
        ErrorOperation.Unmerge { Hashes.Length: > 1 } unmerge => Without(unmerge.Hashes).Select(ErrorOperation (left) => unmerge with { Hashes = left }),
        ErrorOperation.Search { Filter: not IssueFilter.All { Filters.IsEmpty: true } } search => [search with { Filter = new IssueFilter.All { Filters = [] } }],
        ErrorOperation.Retain { PayloadBytes: not null } retain => [retain with { PayloadBytes = null }],
        ErrorOperation.Reopen { Crash: true } => [new ErrorOperation.Reopen(false)],
        _ => [],
    };

    private static Gen<ErrorOperation> Append(int most) =>
        Gen.ArrayOf(StoreGenerators.GroupedEvent(Reference)).Select(events => events.Take(most).ToImmutableArray()).Where(events => events.Length > 0)
            .Select(ErrorOperation (events) => new ErrorOperation.Append(events));

    private static IEnumerable<ErrorOperation> ShrinkAppend(ErrorOperation.Append append)
    {
        if (append.Events.Length > 1)
        {
            foreach (var left in Without(append.Events))
            {
                yield return new ErrorOperation.Append(left);
            }
        }

        for (var i = 0; i < append.Events.Length; i++)
        {
            foreach (var simpler in Simplify(append.Events[i]).Where(simpler => ShortEvent.Render(simpler) != ShortEvent.Render(append.Events[i])))
            {
                yield return new ErrorOperation.Append(append.Events.SetItem(i, simpler));
            }
        }
    }

    private static IEnumerable<GroupedEvent> Simplify(GroupedEvent shrunk) =>
    [
        shrunk with
        {
            Timestamp = Reference, ReceivedAt = Reference, Title = "t", Culprit = "", Type = "error", Level = ErrorLevel.Error, Platform = "python",
            Release = null, Environment = null, Service = null, UserHash = null, Tags = [], Payload = default,
        },
        shrunk with { Hashes = [shrunk.Hashes[0]] },
        shrunk with { Tags = [], Payload = default },
        shrunk with { Tags = [.. shrunk.Tags.Take(1)] },
        shrunk with { Title = "t" },
        shrunk with { Culprit = "" },
        shrunk with { Level = ErrorLevel.Error },
        shrunk with { Timestamp = Reference },
        shrunk with { ReceivedAt = Reference },
        shrunk with { Release = null },
        shrunk with { Environment = null, Service = null },
        shrunk with { UserHash = null },
    ];

    private static IEnumerable<ImmutableArray<T>> Without<T>(ImmutableArray<T> items) => Enumerable.Range(0, items.Length).Select(items.RemoveAt);
}
