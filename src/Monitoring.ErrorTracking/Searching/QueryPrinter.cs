using System.Collections.Immutable;
using System.Text;

namespace Monitoring.ErrorTracking.Searching;

/// <summary>Writes a search so that reading it gives the same.</summary>
internal static class QueryPrinter
{
    public static string Print(QueryNode node)
    {
        var text = new StringBuilder();
        Print(text, node, isInner: false);
        return text.ToString();
    }

    private static void Print(StringBuilder text, QueryNode node, bool isInner)
    {
        switch (node)
        {
            case QueryNode.And and:
                Join(text, and.Nodes, " ", isInner);
                break;
            case QueryNode.Or or:
                Join(text, or.Nodes, " OR ", isInner);
                break;
            case QueryNode.Not not:
                text.Append('!');
                Print(text, not.Node, isInner: true);
                break;
            case QueryNode.Words words:
                Quote(text, words.Value);
                break;
            case QueryNode.Term term:
                text.Append(term.IsTag ? $"tags[{term.Key}]" : term.Key).Append(':');
                Values(text, term.Values);
                break;
        }
    }

    private static void Join(StringBuilder text, ImmutableArray<QueryNode> nodes, string between, bool isInner)
    {
        text.Append(isInner ? "(" : "");
        for (var i = 0; i < nodes.Length; i++)
        {
            text.Append(i == 0 ? "" : between);
            Print(text, nodes[i], isInner: true);
        }

        text.Append(isInner ? ")" : "");
    }

    private static void Values(StringBuilder text, ImmutableArray<QueryValue> values)
    {
        text.Append(values.Length == 1 ? "" : "[");
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(QueryOperators.Sign(values[i].Operator));
            Quote(text, values[i]);
        }

        text.Append(values.Length == 1 ? "" : "]");
    }

    /// <summary>In quotation marks in any case, so that nothing in it is taken for something else.</summary>
    private static void Quote(StringBuilder text, QueryValue value) =>
        text.Append('"').Append(value.Text.ToString().Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
}
