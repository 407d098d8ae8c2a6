using System.Collections.Immutable;
using System.Text;
using Monitoring.Storage.Documents;
using Monitoring.Testing.Rendering;

namespace Monitoring.Testing.Models;

/// <summary>
/// A step of a random run. Claims and leases are meant by the place in which they were given, modulo their number, so
/// that a step keeps a meaning when steps before it are left out. The subtypes are all there are.
/// </summary>
internal abstract record DocumentOperation
{
    private DocumentOperation()
    {
    }

    /// <summary>A commit, what it expects of its puts and deletes, and what it completes or carries.</summary>
    public sealed record Commit(DocumentCommit Value, Expectation Puts, Expectation Deletes, string? Checked, int? Completed, string? Cancelled, int? Fence) : DocumentOperation
    {
        public override string ToString()
        {
            string?[] parts =
            [
                Value.Puts.IsEmpty ? null : $"put {Puts} {Render.List(Value.Puts, put => Encoding.UTF8.GetString(put.Body.Span))}",
                Value.Deletes.IsEmpty ? null : $"delete {Deletes} {Render.List(Value.Deletes, delete => Render.Text(delete.Key))}",
                Checked is null ? null : $"check {Render.Text(Checked)}",
                Value.Timers.IsEmpty ? null : $"set {Render.List(Value.Timers, RenderDocuments.Timer)}",
                Completed is null ? null : $"complete claim[{Completed}]",
                Cancelled is null ? null : $"cancel {Render.Text(Cancelled)}",
                Value.Signals.IsEmpty ? null : $"signal {Render.List(Value.Signals, RenderDocuments.Signal)}",
                Fence is null ? null : $"under lease[{Fence}]",
            ];
            return $"commit in {Value.Partition}: {string.Join(", ", parts.OfType<string>())}";
        }
    }

    public sealed record Claim(string Kind, int Max) : DocumentOperation
    {
        public override string ToString() => $"claim {Max} of {Kind}";
    }

    public sealed record Acquire(string Name, string Owner) : DocumentOperation
    {
        public override string ToString() => $"acquire {Name} for {Owner}";
    }

    public sealed record Release(int Lease) : DocumentOperation
    {
        public override string ToString() => $"release lease[{Lease}]";
    }

    public sealed record Query(Partition Partition, string Index, ImmutableArray<IndexRange> Ranges, bool Descending, int Limit) : DocumentOperation
    {
        public override string ToString() =>
            $"query {Index} in {Partition}{(Descending ? " descending" : "")} in pages of {Limit}: {Render.List(Ranges, range => $"{range.From}..{range.To?.ToString() ?? "end"}")}";
    }

    public sealed record Trim(int Count) : DocumentOperation
    {
        public override string ToString() => $"trim {Count} signals";
    }

    public sealed record Advance(TimeSpan By) : DocumentOperation
    {
        public override string ToString() => $"advance the clock by {By}";
    }

    public sealed record Reopen(bool Crash) : DocumentOperation
    {
        public override string ToString() => Crash ? "crash and open" : "close and open";
    }

    /// <summary>Several steps at once; their answers must be those of some order of them.</summary>
    public sealed record AtOnce(ImmutableArray<DocumentOperation> Operations) : DocumentOperation
    {
        public override string ToString() => $"at once: {string.Join("; ", Operations)}";
    }
}
