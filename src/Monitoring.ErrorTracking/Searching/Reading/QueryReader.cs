using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Searching.Reading;

/// <summary>
/// Reads a search: words and terms, one after the other or with <c>AND</c> between them, <c>OR</c>, <c>!</c> and parentheses. Takes time in proportion to the text, and
/// no more depth than is allowed.
/// </summary>
internal sealed class QueryReader
{
    public const int MaxLength = 1_000;
    public const int MaxTerms = 50;
    public const int MaxDepth = 16;

    private readonly QueryScanner _scanner;
    private QueryProblem? _problem;
    private int _terms;

    private QueryReader(string text) => _scanner = new QueryScanner(text);

    /// <summary>Reads a search.</summary>
    /// <param name="text">The text.</param>
    /// <param name="node">What was read; <see langword="null"/> when there is a problem, and when the text is blank.</param>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public static QueryProblem? Read(string? text, out QueryNode? node)
    {
        node = null;
        if (text?.Length > MaxLength)
        {
            return new QueryProblem(MaxLength, $"The search is longer than {MaxLength} characters.");
        }

        var reader = new QueryReader(text ?? "");
        var read = reader.ReadOr(0);
        node = reader._problem is null ? read : null;
        return reader._problem;
    }

    private QueryNode? ReadOr(int depth)
    {
        var alternatives = ImmutableArray.CreateBuilder<QueryNode>();
        while (true)
        {
            var start = _scanner.SkipBlanks();
            var read = ReadAnd(depth);
            var isFollowed = _scanner.TryTakeWord("OR");
            if (_problem is not null)
            {
                return null;
            }

            if (read is null && (isFollowed || alternatives.Count > 0))
            {
                return Fail(start, "Something is missing beside 'OR'.");
            }

            if (read is not null)
            {
                alternatives.Add(read);
            }

            if (!isFollowed)
            {
                return alternatives.Count switch
                {
                    0 => null,
                    1 => alternatives[0],
                    _ => new QueryNode.Or(alternatives.ToImmutable()) { Position = alternatives[0].Position },
                };
            }
        }
    }

    private QueryNode? ReadAnd(int depth)
    {
        var nodes = ImmutableArray.CreateBuilder<QueryNode>();
        while (_problem is null)
        {
            var start = _scanner.SkipBlanks();
            if (_scanner.TryTakeWord("AND"))
            {
                if (nodes.Count == 0 || _scanner.IsAtEndOfGroup(depth) || _scanner.IsAtWord("OR") || _scanner.IsAtWord("AND"))
                {
                    return Fail(start, "Something is missing beside 'AND'.");
                }

                continue;
            }

            if (_scanner.IsAtEndOfGroup(depth) || _scanner.IsAtWord("OR"))
            {
                break;
            }

            if (ReadOne(depth) is { } node)
            {
                nodes.Add(node);
            }
        }

        return nodes.Count switch
        {
            0 => null,
            1 => nodes[0],
            _ => new QueryNode.And(nodes.ToImmutable()) { Position = nodes[0].Position },
        };
    }

    private QueryNode? ReadOne(int depth)
    {
        var start = _scanner.Position;
        if (_scanner.TryTakeNot())
        {
            var turned = _scanner.IsAtNot ? Fail(start, "'!' stands twice.") : ReadOne(depth);
            return turned is null ? null : new QueryNode.Not(turned) { Position = start };
        }

        if (!_scanner.TryTake('('))
        {
            return ReadTerm(depth);
        }

        if (depth == MaxDepth)
        {
            return Fail(start, $"Parentheses are nested more than {MaxDepth} deep.");
        }

        var inner = ReadOr(depth + 1);
        return _problem is not null ? null
            : !_scanner.TryTake(')') ? Fail(start, "The parenthesis is not closed.")
            : inner ?? Fail(start, "There is nothing between the parentheses.");
    }

    private QueryNode? ReadTerm(int depth)
    {
        var start = _scanner.Position;
        var key = _scanner.ReadKey(out var isTag);
        var values = key is null ? [_scanner.ReadValue(depth > 0, withOperator: false)] : _scanner.ReadValues(depth > 0);
        _terms += values.Length;
        return _scanner.Problem is { } problem ? Fail(problem)
            : _terms > MaxTerms ? Fail(start, $"The search has more than {MaxTerms} terms.")
            : key is null ? new QueryNode.Words(values[0]) { Position = start }
            : values.Any(value => value is { Operator: not QueryOperator.Is, Text: { IsExact: true, Parts: [""] } }) || (values is [{ Text: { IsExact: true, Parts: [""] } } only] && !_scanner.WasQuoted(only))
                ? Fail(start, $"'{key}:' needs a value.")
            : new QueryNode.Term(key, isTag, values) { Position = start };
    }

    private QueryNode? Fail(int position, string message) => Fail(new QueryProblem(position, message));

    private QueryNode? Fail(QueryProblem problem)
    {
        _problem ??= problem;
        return null;
    }
}
