using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;

namespace Monitoring.Testing.Models;

/// <summary>
/// A step of a random run. Issues are meant by the place in which their ids were given, modulo their number, so that a
/// step keeps a meaning when steps before it are left out. The subtypes are all there are.
/// </summary>
internal abstract record ErrorOperation
{
    private ErrorOperation()
    {
    }

    /// <summary>Appends events whose instants are meant relative to <see cref="ErrorOperations.Reference"/>.</summary>
    public sealed record Append(ImmutableArray<GroupedEvent> Events) : ErrorOperation
    {
        public override string ToString() => $"append {Render.List(Events, ShortEvent.Render)}";
    }

    public sealed record SetState(int Issue, IssueState State) : ErrorOperation
    {
        public override string ToString() => $"set issue[{Issue}] {RenderErrors.State(State)}";
    }

    /// <summary>So many events of one hash at once, which is more than an hour may have.</summary>
    public sealed record Burst(GroupedEvent Event, int Count) : ErrorOperation
    {
        public override string ToString() => $"append {Count} times {ShortEvent.Render(Event)}";
    }

    public sealed record Assign(int Issue, string? Assignee) : ErrorOperation
    {
        public override string ToString() => $"assign issue[{Issue}] to {Render.Text(Assignee)}";
    }

    public sealed record SetStateAndAssign(int Issue, IssueState State, string? Assignee) : ErrorOperation
    {
        public override string ToString() => $"set issue[{Issue}] {RenderErrors.State(State)} and assign it to {Render.Text(Assignee)}";
    }

    public sealed record Merge(int Target, ImmutableArray<int> Sources) : ErrorOperation
    {
        public override string ToString() => $"merge issues[{string.Join(',', Sources)}] into issue[{Target}]";
    }

    public sealed record Unmerge(int Issue, ImmutableArray<GroupingHash> Hashes) : ErrorOperation
    {
        public override string ToString() => $"unmerge {Render.List(Hashes, ShortEvent.Render)} from issue[{Issue}]";
    }

    public sealed record Delete(int Issue) : ErrorOperation
    {
        public override string ToString() => $"delete issue[{Issue}]";
    }

    /// <summary>Pins or unpins an event, meant by the place in which it was counted, modulo their number.</summary>
    public sealed record Pin(int Event, int? Issue, bool IsPinned) : ErrorOperation
    {
        public override string ToString() => $"{(IsPinned ? "pin" : "unpin")} event[{Event}] of {(Issue is { } issue ? $"issue[{issue}]" : "its issue")}";
    }

    /// <summary>Retention, each bound so many hours before now, and the most bytes of payloads.</summary>
    public sealed record Retain(ProjectId Project, int EventsOlderThan, int? IssuesOlderThan, int? PayloadBytes) : ErrorOperation
    {
        public override string ToString() =>
            $"of project {Project} keep events of {EventsOlderThan} h, issues of {(IssuesOlderThan is { } hours ? $"{hours} h" : "ever")} and {(PayloadBytes is { } bytes ? $"{bytes}" : "all")} bytes";
    }

    public sealed record Search(ProjectId Project, IssueFilter Filter, IssueSort Sort, int Limit) : ErrorOperation
    {
        public override string ToString() => $"search project {Project} by {Sort} in pages of {Limit}: {Filter}";
    }

    public sealed record Trim(int Count) : ErrorOperation
    {
        public override string ToString() => $"trim {Count} transitions";
    }

    public sealed record Advance(TimeSpan By) : ErrorOperation
    {
        public override string ToString() => $"advance the clock by {By}";
    }

    public sealed record Reopen(bool Crash) : ErrorOperation
    {
        public override string ToString() => Crash ? "crash and open" : "close and open";
    }

    /// <summary>Several steps at once; their answers must be those of some order of them.</summary>
    public sealed record AtOnce(ImmutableArray<ErrorOperation> Operations) : ErrorOperation
    {
        public override string ToString() => $"at once: {string.Join("; ", Operations)}";
    }
}
