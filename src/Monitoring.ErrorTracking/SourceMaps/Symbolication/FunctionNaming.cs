using Monitoring.ErrorTracking.SourceMaps.Library;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>
/// Finds the original name of a function. A map says what a name was at the place where it stands, so the place to look at is where the function is declared:
/// the nearest declaration before the frame, in the generated code, whose body the frame is in.
/// </summary>
internal static class FunctionNaming
{
    private const int Reach = 256 * 1024;
    private const int MaxCandidates = 500;

    /// <summary>The name; nothing when it cannot be told.</summary>
    /// <param name="code">The generated file.</param>
    /// <param name="function">The function as the engine calls it, such as <c>Object.t</c> or <c>new o</c>.</param>
    /// <param name="line">The line of the frame, from 0.</param>
    /// <param name="column">Its column, from 0.</param>
    public static string? Find(GeneratedCode code, string? function, int line, int column)
    {
        if (code is not { Text: { } text, Map: { } map } || Identifier(function) is not { } name || text.IndexOf(line, column) is not (>= 0 and var at))
        {
            return null;
        }

        var from = Math.Max(0, at - Reach);
        var before = text.Text.AsSpan(from, at - from);
        for (var tries = 0; tries < MaxCandidates; tries++)
        {
            var found = before.LastIndexOf(name, StringComparison.Ordinal);
            if (found < 0)
            {
                return null;
            }

            if (Declaration.Body(text.Text, from + found, name.Length) is { } body && Declaration.Holds(text.Text, body, at))
            {
                var place = text.PlaceOf(from + found);
                return map.NameAt(place.Line, place.Column);
            }

            before = before[..found];
        }

        return null;
    }

    /// <summary>The identifier in what engines write: <c>async Object.t [as u]</c> is about <c>t</c>.</summary>
    private static string? Identifier(string? function)
    {
        if (function is null)
        {
            return null;
        }

        var text = function.AsSpan();
        var alias = text.IndexOf(" [as ");
        text = alias < 0 ? text : text[..alias];
        text = text[(text.LastIndexOfAny('.', ' ') + 1)..];
        return !text.IsEmpty && Declaration.IsIdentifier(text) ? text.ToString() : null;
    }
}
