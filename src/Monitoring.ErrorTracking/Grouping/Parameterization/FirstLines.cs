using System.Buffers;
using System.Text;

namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Takes the beginning of a message: what follows in further lines is often a dump of values.</summary>
internal static class FirstLines
{
    private const int Count = 2;
    private const string Ellipsis = "...";

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029");

    /// <summary>The first lines that are not blank, as they are, with three dots when anything was left out.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny(LineBreaks))
        {
            return text.Length > 0 && string.IsNullOrWhiteSpace(text) ? Ellipsis : text;
        }

        var kept = new StringBuilder();
        var rest = text.AsSpan();
        for (var count = 0; count < Count && !rest.IsEmpty;)
        {
            var end = rest.IndexOfAny(LineBreaks);
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!line.IsWhiteSpace())
            {
                kept.Append(count++ > 0 ? "\n" : "").Append(line);
            }
        }

        return kept.Equals(text) ? text : kept.Append(Ellipsis).ToString();
    }
}
