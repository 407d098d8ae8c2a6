using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Tests.Formats;

/// <summary>One of each stored thing, with every field set and never changed again: their bytes are written down.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new DateTimeOffset(2031, 3, 4, 23, 50, 1, TimeSpan.Zero).AddTicks(1_234_567);

    private static readonly ProjectId Project = new(7);

    public static GroupedEvent Event { get; } = new()
    {
        ProjectId = Project,
        EventId = EventId.FromBytes([.. Enumerable.Range(1, EventId.ByteLength).Select(value => (byte)value)]),
        Timestamp = At.AddSeconds(-2),
        ReceivedAt = At,
        Hashes = [Some.Hash(1), Some.Hash(2)],
        Title = "Ошибка 🎉",
        Culprit = "shop.pay",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "csharp",
        Release = "shop@1.2.3",
        Environment = "production",
        Service = null,
        UserHash = 0xFEDCBA9876543210,
        Tags = [new EventTag { Key = "browser", Value = "Firefox" }, new EventTag { Key = "browser", Value = "" }],
    };

    /// <summary>The same, and what searches look at.</summary>
    public static GroupedEvent Searched { get; } = Event with { TraceId = "0af7651916cd43dd8448eb211c80319c", SearchText = "bad value\nshop.cart add Корзина" };

    /// <summary>As the first format could hold it.</summary>
    public static IssueHead FirstHead { get; } = new()
    {
        Id = new IssueId(300),
        Project = Project,
        Number = 12,
        State = new IssueState { Status = IssueStatus.Ignored, Substatus = IssueSubstatus.ArchivedUntil, Conditions = new IgnoreConditions { Events = 5 } },
        Assignee = "somebody",
        Version = 4,
        Hashes = [Some.Hash(1), Some.Hash(2)],
    };

    public static IssueHead Head { get; } = FirstHead with
    {
        State = new IssueState
        {
            Status = IssueStatus.Ignored,
            Substatus = IssueSubstatus.ArchivedUntil,
            Since = At,
            Cause = IssueStateCause.Escalation,
            Reason = "Причина",
            Baseline = new IssueBaseline { Events = 300, Users = -1, HourEvents = 5 },
            ResolvedInReleases = ["shop@1.2.3", ""],
            ResolvedAfterReleases = ["shop@1.2.2"],
            Conditions = new IgnoreConditions
            {
                Until = At.AddDays(1),
                Events = 1_000,
                Users = long.MaxValue,
                Rate = new IgnoreRate { Count = 70, Window = TimeSpan.FromMinutes(10), Slot = 123_456_789, Recent = [1, 0, 300, 4, 5, 6] },
                UntilEscalating = true,
            },
        },
    };

    public static MergedIssue FirstMerged { get; } = new() { Head = FirstHead, Into = new IssueId(301), Order = 1_000 };

    public static MergedIssue Merged { get; } = new() { Head = Head, Into = new IssueId(301), Order = 1_000 };

    public static ProjectState ProjectState { get; } = new() { LastNumber = 12, Marks = [new RetentionMark(At.UtcTicks, 5), new RetentionMark(At.UtcTicks - 1, 9)] };

    public static ProjectCell PinnedProject() => new(Project)
    {
        State = ProjectState,
        Pins = ImmutableDictionary<EventId, PinnedEvent>.Empty.Add(Event.EventId, new PinnedEvent(Some.Hash(1), At.UtcTicks)),
    };

    public static IssueTransition Transition { get; } = new()
    {
        Position = 44,
        ProjectId = Project,
        IssueId = new IssueId(300),
        Kind = IssueTransitionKind.Opened,
        At = At,
        Status = IssueStatus.Unresolved,
        Title = "Ошибка",
        Level = ErrorLevel.Fatal,
        EventId = Event.EventId,
        Release = "shop@1.2.3",
        Environment = null,
        Service = "pay",
        ActorId = "somebody",
    };

    public static IssueTransition Change { get; } = SecondChange with { StateBefore = Head.State };

    /// <summary>As the second format could hold it.</summary>
    public static IssueTransition SecondChange => Transition with
    {
        Kind = IssueTransitionKind.Merged,
        EventId = null,
        ActorKind = Monitoring.Access.ActorKind.Token,
        Door = "api",
        StateBefore = FirstHead.State,
        StateAfter = IssueState.Opened,
        AssigneeBefore = "anna",
        AssigneeAfter = "Борис",
        Moved = [new IssueMove { IssueId = new IssueId(301), Hashes = [Some.Hash(1), Some.Hash(2)] }, new IssueMove { IssueId = new IssueId(7), Hashes = [] }],
    };

    public static SegmentInfo Segment { get; } = new()
    {
        Number = 5,
        Day = SegmentInfo.DayOf(At.UtcTicks),
        Events = 300,
        Bytes = 123_456,
        MinSequence = 1,
        MaxSequence = 700,
        MinReceived = At.UtcTicks - 5,
        MaxReceived = At.UtcTicks,
        PackedAt = At.UtcTicks + 9,
        Projects = [7, 9, 1_000],
    };

    public static HashCell Hash()
    {
        var cell = new HashCell(Project, Some.Hash(1)) { Owner = new IssueId(300), DeletedUpTo = 3, Sequence = 44 };
        cell.Totals.Add(Searched);
        cell.Totals.Add(Searched with { Timestamp = At.AddHours(-3), Release = "shop@1.2.2", UserHash = 5 });
        return cell;
    }

    public static IssueRow FirstRow() => IssueRows.Sum(FirstHead, [Hash().Totals]);

    public static IssueRow Row() => IssueRows.Sum(Head, [Hash().Totals]);
}
