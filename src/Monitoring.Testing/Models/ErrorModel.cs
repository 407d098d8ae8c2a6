using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;

namespace Monitoring.Testing.Models;

/// <summary>
/// An error store in the fewest words: every event ever counted in one list, and who owns which hash. All that a real
/// store keeps up to date is computed from these when it is asked for. Immutable, so that a past state can be gone back to.
/// </summary>
/// <remarks>
/// Ids are the store's to choose: the model takes them from the store's answers. It knows no limits; what it is given
/// must stay within them.
/// </remarks>
internal sealed partial record ErrorModel
{
    private readonly IReleaseOrder? _releaseOrder;

    public ErrorModel(IReleaseOrder? releaseOrder) => _releaseOrder = releaseOrder;

    /// <summary>The events that count, in the order in which they came.</summary>
    public ImmutableList<GroupedEvent> Counted { get; private init; } = [];

    /// <summary>Those whose rows retention has taken.</summary>
    public ImmutableHashSet<(ProjectId, EventId)> Expired { get; private init; } = [];

    /// <summary>Those that stay all the same.</summary>
    public ImmutableHashSet<(ProjectId, EventId)> Pinned { get; private init; } = [];

    /// <summary>Those whose payloads went for want of room.</summary>
    public ImmutableHashSet<(ProjectId, EventId)> Evicted { get; private init; } = [];

    /// <summary>When each event id was appended.</summary>
    public ImmutableDictionary<(ProjectId, EventId), DateTimeOffset> Known { get; private init; } = ImmutableDictionary<(ProjectId, EventId), DateTimeOffset>.Empty;

    public ImmutableDictionary<(ProjectId, GroupingHash), IssueId> Owners { get; private init; } = ImmutableDictionary<(ProjectId, GroupingHash), IssueId>.Empty;

    /// <summary>All issues that are there or were merged away.</summary>
    public ImmutableDictionary<IssueId, ModelIssue> Issues { get; private init; } = ImmutableDictionary<IssueId, ModelIssue>.Empty;

    /// <summary>Every id that the store has ever given.</summary>
    public ImmutableList<IssueId> Given { get; private init; } = [];

    /// <summary>What was written for others and not trimmed.</summary>
    public ImmutableList<string> Transitions { get; private init; } = [];

    private int Merges { get; init; }

    /// <summary>The issue that an id leads to, or <see langword="null"/>.</summary>
    public ModelIssue? Find(IssueId id) =>
        Issues.GetValueOrDefault(id) is not { } issue ? null : issue.IsMergedAway ? Find(issue.MergedInto) : issue;

    public GroupingHash[] HashesOf(ModelIssue issue) => [.. Owners.Where(owner => owner.Value == issue.Id).Select(owner => owner.Key.Item2).Order()];

    /// <summary>The events of an issue, the last received first.</summary>
    public GroupedEvent[] EventsOf(ModelIssue issue) =>
    [
        .. Counted.Where(counted => Owners[(counted.ProjectId, counted.Hashes[0])] == issue.Id)
            .OrderByDescending(counted => counted.ReceivedAt)
            .ThenByDescending(counted => counted.EventId),
    ];

    /// <summary>What an issue has counted.</summary>
    public ModelCounts CountsOf(ModelIssue issue) => new(EventsOf(issue));

    public bool IsKept(GroupedEvent counted) => !Expired.Contains((counted.ProjectId, counted.EventId)) || IsPinned(counted);

    public bool IsPinned(GroupedEvent counted) => Pinned.Contains((counted.ProjectId, counted.EventId));

    /// <summary>An event as the store has it.</summary>
    public GroupedEvent Stored(GroupedEvent counted) => Evicted.Contains((counted.ProjectId, counted.EventId)) ? counted with { Payload = default } : counted;

    /// <summary>The model after a command, or why the answer to it is wrong.</summary>
    public (ErrorModel After, string? Wrong) Explain(ErrorCommand command, ErrorAnswer answer, DateTimeOffset now) => command switch
    {
        ErrorCommand.Append append => ExplainAppend(append.Events, answer.Results, now),
        ErrorCommand.Update update => ExplainUpdate(update.Change, answer.Update!),
        ErrorCommand.Retain retain => ExplainRetention(retain.Rule, answer.Retention!),
        ErrorCommand.Search search => (this, Difference.Find("found", Render.List(Search(search.Query), id => $"{id}"), Render.List(answer.Found, id => $"{id}"))),
        ErrorCommand.Trim trim => (this with { Transitions = Transitions.RemoveRange(0, trim.Count) }, null),
        _ => throw new ArgumentException($"The model does not know '{command}'."),
    };

    /// <summary>Equal for models that will answer alike, however they were come by.</summary>
    public string Fingerprint() => string.Join('\n',
    [
        .. Counted.Select(RenderErrors.Event).Order(StringComparer.Ordinal),
        .. Expired.Select(expired => $"{expired}").Order(StringComparer.Ordinal),
        .. Pinned.Select(pinned => $"pinned {pinned}").Order(StringComparer.Ordinal),
        .. Evicted.Select(evicted => $"evicted {evicted}").Order(StringComparer.Ordinal),
        .. Owners.Select(owner => $"{owner}").Order(StringComparer.Ordinal),
        .. Issues.Values.Select(issue => $"{issue.Id} {issue.Project} {RenderErrors.State(issue.State)} {issue.Assignee} {issue.MergedInto} {issue.MergedAs} {string.Join(',', issue.MergedHashes)}").Order(StringComparer.Ordinal),
        .. Transitions,
    ]);

    private (ErrorModel After, string? Wrong) ExplainAppend(ImmutableArray<GroupedEvent> events, ImmutableArray<EventAppendResult> results, DateTimeOffset now)
    {
        if (events.Length != results.Length)
        {
            return (this, $"{events.Length} events got {results.Length} answers");
        }

        var after = this;
        foreach (var (appended, result) in events.Zip(results))
        {
            var before = after;
            (after, var expected) = after.Append(appended, now, result.IssueId);
            var wrong = Difference.Find($"answer for {appended.EventId}", $"{expected.Outcome} {expected.IssueId}", $"{result.Outcome} {result.IssueId}");
            wrong ??= expected.Outcome == EventAppendOutcome.NewIssue && (result.IssueId.IsDefault || before.Given.Contains(result.IssueId)) ? $"issue id {result.IssueId} is not new" : null;
            if (wrong is not null)
            {
                return (after, wrong);
            }
        }

        return (after, null);
    }

    private (ErrorModel After, EventAppendResult Expected) Append(GroupedEvent appended, DateTimeOffset now, IssueId newId)
    {
        var key = (appended.ProjectId, appended.EventId);
        if (Known.ContainsKey(key))
        {
            var there = Counted.Find(counted => (counted.ProjectId, counted.EventId) == key);
            var owner = there is not null && IsKept(there) ? Owners[(there.ProjectId, there.Hashes[0])] : default;
            return (this, new EventAppendResult { Outcome = EventAppendOutcome.Duplicate, IssueId = owner });
        }

        var known = appended.Hashes.Select(hash => Owners.GetValueOrDefault((appended.ProjectId, hash))).FirstOrDefault(owner => !owner.IsDefault);
        var issue = known.IsDefault ? new ModelIssue { Id = newId, Project = appended.ProjectId, State = IssueState.Opened with { Since = appended.ReceivedAt } } : Issues[known];
        var counted = this with
        {
            Counted = Counted.Add(appended),
            Known = Known.Add(key, now),
            Owners = appended.Hashes.Aggregate(Owners, (owners, hash) => owners.ContainsKey((appended.ProjectId, hash)) ? owners : owners.Add((appended.ProjectId, hash), issue.Id)),
            Issues = Issues.SetItem(issue.Id, issue),
            Given = known.IsDefault ? Given.Add(issue.Id) : Given,
        };
        if (known.IsDefault)
        {
            return (counted.Tell(IssueTransitionKind.Opened, issue, null, appended), new EventAppendResult { Outcome = EventAppendOutcome.NewIssue, IssueId = issue.Id });
        }

        var change = IssueLifecycle.OnEvent(issue.State, appended, counted.CountsOf(issue), _releaseOrder);
        issue = issue with { State = change.State };
        var after = counted with { Issues = counted.Issues.SetItem(issue.Id, issue) };
        return (change.Transition is { } kind ? after.Tell(kind, issue, change.Before, appended) : after, new EventAppendResult { Outcome = change.Outcome, IssueId = issue.Id });
    }

    private ErrorModel Tell(IssueTransitionKind kind, ModelIssue issue, IssueState? before, GroupedEvent cause) => Tell(issue, new IssueTransition
    {
        Position = 0,
        ProjectId = issue.Project,
        IssueId = issue.Id,
        Kind = kind,
        At = cause.ReceivedAt,
        Status = issue.State.Status,
        Title = "",
        Level = default,
        EventId = cause.EventId,
        Release = cause.Release,
        Environment = cause.Environment,
        Service = cause.Service,
        StateBefore = before,
        StateAfter = before is null ? null : issue.State,
    });

    private ErrorModel Tell(ModelIssue issue, IssueTransition transition)
    {
        var latest = EventsOf(issue)[0];
        var told = transition with
        {
            ProjectId = issue.Project,
            IssueId = issue.Id,
            Status = issue.State.Status,
            Title = latest.Title,
            Level = latest.Level,
        };
        return this with { Transitions = Transitions.Add(RenderErrors.Transition(told)) };
    }
}
