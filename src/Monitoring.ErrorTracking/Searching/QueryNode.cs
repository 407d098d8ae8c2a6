using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Searching;

/// <summary>A search as it was written. The subtypes are all there are.</summary>
internal abstract record QueryNode
{
    private protected QueryNode()
    {
    }

    /// <summary>Where it stands in the text, from 0.</summary>
    public int Position { get; init; }

    /// <summary>All of these; without any, everything.</summary>
    public sealed record And(ImmutableArray<QueryNode> Nodes) : QueryNode;

    /// <summary>At least one of these.</summary>
    public sealed record Or(ImmutableArray<QueryNode> Nodes) : QueryNode;

    /// <summary>Not this.</summary>
    public sealed record Not(QueryNode Node) : QueryNode;

    /// <summary>Words that are looked for wherever there is text.</summary>
    public sealed record Words(QueryValue Value) : QueryNode;

    /// <summary><c>key:value</c>, or <c>key:[value,value]</c>.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="IsTag">Whether it was written <c>tags[key]</c>.</param>
    /// <param name="Values">At least one.</param>
    public sealed record Term(string Key, bool IsTag, ImmutableArray<QueryValue> Values) : QueryNode;
}
