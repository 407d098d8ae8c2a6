namespace Monitoring.ErrorTracking.Tracing.Naming;

/// <summary>How transactions and spans are called in summaries: names that stand for many calls.</summary>
internal static class TraceNames
{
    /// <summary>The longest name or description, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>What takes in those that find no place any more.</summary>
    public const string Other = "<< other >>";

    /// <summary>A transaction without a name.</summary>
    public const string Unlabeled = "<unlabeled transaction>";

    private const int MaxOperationLength = 64;
    private const int MaxRead = 4096;

    /// <summary>
    /// The name of a transaction. What an SDK says to be a route, a view, a component or a task stays as it is; a path of which it does not say so, or says that it is
    /// the URL, is cleaned.
    /// </summary>
    /// <param name="name">The name as it was sent, scrubbed.</param>
    /// <param name="source">Where the SDK has it from: <c>url</c>, <c>route</c>, <c>custom</c> and so on; null when it does not say.</param>
    public static string Transaction(string? name, string? source)
    {
        var line = Line(Head(name));
        return line.Length == 0 ? Unlabeled
            : source is null or "" or "url" or "unknown" && UrlNames.IsUrl(line) ? Texts.Cut(UrlNames.Clean(line).Trim(), MaxLength)
            : source is "url" ? Texts.Cut(IdentifierText.Clean(line), MaxLength)
            : Texts.Cut(line, MaxLength);
    }

    /// <summary>What a span does, such as <c>db.query</c>.</summary>
    public static string Operation(string? operation) => Line(operation) is { Length: > 0 } line ? Texts.Cut(line, MaxOperationLength) : "default";

    /// <summary>The description of a span: the shape of a query, a cleaned address, or a text without identifiers.</summary>
    public static string Span(string operation, string? description)
    {
        if (IsSql(operation))
        {
            return Texts.Cut(Line(SqlShapes.Of(Head(description))), MaxLength);
        }

        var line = Line(Head(description));
        return Texts.Cut(UrlNames.IsUrl(line) ? UrlNames.Clean(line).Trim() : IdentifierText.Clean(line), MaxLength);
    }

    private static bool IsSql(string operation) => operation.StartsWith("db", StringComparison.Ordinal) && !operation.StartsWith("db.redis", StringComparison.Ordinal);

    /// <summary>No more than can matter of a description.</summary>
    private static string Head(string? text) => Texts.Cut(text ?? "", MaxRead);

    private static string Line(string? text) => text is null ? "" : string.Concat(Texts.WellFormed(text).Select(character => char.IsControl(character) ? ' ' : character)).Trim();
}
