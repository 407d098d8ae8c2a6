using System.Text;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping;

namespace Monitoring.Benchmarks.Ingest;

/// <summary>The least that a store needs to be told: one hash, of the exception's type.</summary>
internal sealed class TypeGrouping : IGroupingStrategy
{
    public const string Name = "type";

    public string Id => Name;

    public GroupingResult Group(ErrorEvent errorEvent, GroupingRules rules)
    {
        var type = errorEvent.Exceptions is [.., { Type: { } last }] ? last : "";
        Span<byte> hash = stackalloc byte[GroupingHash.ByteLength];
        hash.Clear();
        Encoding.UTF8.TryGetBytes(type.AsSpan(0, Math.Min(type.Length, hash.Length / 3)), hash, out _);
        return new GroupingResult { Strategy = Name, Hashes = [GroupingHash.FromBytes(hash)] };
    }

    public GroupingExplanation Explain(ErrorEvent errorEvent, GroupingRules rules) => throw new NotSupportedException("Nobody asks a benchmark why.");
}
