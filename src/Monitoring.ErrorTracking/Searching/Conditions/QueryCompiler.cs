using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Searching.Conditions;

/// <summary>Makes of a search a condition on what is searched, or says what is wrong with it and where.</summary>
/// <typeparam name="T">The conditions.</typeparam>
internal abstract class QueryCompiler<T>(QueryContext context)
    where T : class
{
    protected QueryContext Context { get; } = context;

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public QueryProblem? Problem { get; private set; }

    /// <summary>The condition; <see langword="null"/> when something is wrong.</summary>
    public T? Compile(QueryNode node)
    {
        var condition = node switch
        {
            QueryNode.And and => Several(and.Nodes, All),
            QueryNode.Or or => Several(or.Nodes, Any),
            QueryNode.Not not => Compile(not.Node) is { } inner ? Not(inner) : null,
            QueryNode.Words words => Words(words.Value),
            QueryNode.Term term => Term(term),
            _ => throw new InvalidOperationException($"{node.GetType()} is unknown."),
        };
        return Problem is null ? condition : null;
    }

    protected abstract T All(ImmutableArray<T> conditions);

    protected abstract T Any(ImmutableArray<T> conditions);

    protected abstract T Not(T condition);

    protected abstract T Contains(string text);

    protected abstract T Tag(string key, TextPattern value);

    protected abstract T Level(ErrorLevel level);

    /// <summary>A condition that is not the same for issues and events.</summary>
    protected abstract T? Own(QueryKey key, QueryNode.Term term, QueryValue value);

    /// <summary>That there is something under a key; <see langword="null"/> when nothing but a tag can be meant.</summary>
    protected abstract T? Has(QueryKey key);

    protected T? Fail(int position, string message)
    {
        Problem ??= new QueryProblem(position, message);
        return null;
    }

    protected T? Instants(QueryNode.Term term, QueryValue value, Func<TickRange, T> condition) => InstantRanges.TryRead(value, Context.Now, out var range)
        ? condition(range)
        : Fail(value.Position, $"'{term.Key}:' {InstantRanges.Expected}");

    /// <summary>Text that is compared; the operator must be none.</summary>
    protected T? Text(QueryNode.Term term, QueryValue value, Func<TextPattern, T> condition) => value.Operator == QueryOperator.Is
        ? condition(value.Text)
        : Fail(value.Position, $"'{term.Key}:' is text and knows no '{QueryOperators.Sign(value.Operator)}'; put a value that begins so in quotation marks.");

    protected T? Release(QueryNode.Term term, QueryValue value, Func<TextPattern, T> condition) => value.Text.IsExact && value.Plain == "latest"
        ? Context.LatestRelease is { } latest ? condition(latest) : Any([])
        : Text(term, value, condition);

    private T? Several(ImmutableArray<QueryNode> nodes, Func<ImmutableArray<T>, T> combine)
    {
        var conditions = ImmutableArray.CreateBuilder<T>(nodes.Length);
        foreach (var node in nodes)
        {
            if (Compile(node) is not { } condition)
            {
                return null;
            }

            conditions.Add(condition);
        }

        return combine(conditions.MoveToImmutable());
    }

    /// <summary>The pieces between asterisks, wherever each of them stands.</summary>
    private T Words(QueryValue value)
    {
        ImmutableArray<T> pieces = [.. value.Text.Parts.Where(part => part.Length > 0).Select(Contains)];
        return pieces.Length == 1 ? pieces[0] : All(pieces);
    }

    private T? Term(QueryNode.Term term)
    {
        if (!term.IsTag && QueryKeys.Suggest(term.Key) is { } suggestion)
        {
            return Fail(term.Position, $"'{term.Key}' is not known. Did you mean '{suggestion}'? A tag of this name is written tags[{term.Key}].");
        }

        var key = QueryKeys.Find(term);
        var conditions = ImmutableArray.CreateBuilder<T>(term.Values.Length);
        foreach (var value in term.Values)
        {
            if (One(key, term, value) is not { } condition)
            {
                return null;
            }

            conditions.Add(condition);
        }

        return conditions.Count == 1 ? conditions[0] : Any(conditions.ToImmutable());
    }

    private T? One(QueryKey key, QueryNode.Term term, QueryValue value) => key switch
    {
        _ when Context.IsStored && IsOfTheMoment(key, value) => Fail(value.Position, $"'{term.Key}:{Short(value)}' depends on who asks or when, which a search that is kept must not."),
        QueryKey.Tag => Text(term, value, pattern => Tags(term, pattern)),
        QueryKey.Has => Has(value),
        QueryKey.Words => Text(term, value, _ => Words(value)),
        QueryKey.Level => value.Operator == QueryOperator.Is && QueryLevels.Find(value.Plain) is { } level
            ? Level(level)
            : Fail(value.Position, $"'level:' takes debug, info, warning, error or fatal, not '{Short(value)}'."),
        _ => Own(key, term, value),
    };

    private static bool IsOfTheMoment(QueryKey key, QueryValue value) => key switch
    {
        QueryKey.Age => true,
        QueryKey.FirstSeen or QueryKey.LastSeen or QueryKey.Timestamp => value.Plain is ['-' or '+', ..],
        QueryKey.Assigned => value.Plain == "me",
        QueryKey.Release => value.Plain == "latest",
        _ => false,
    };

    private T Tags(QueryNode.Term term, TextPattern value)
    {
        ImmutableArray<T> tags = [.. QueryKeys.TagsOf(term).Select(key => Tag(key, value))];
        return tags.Length == 1 ? tags[0] : Any(tags);
    }

    private T? Has(QueryValue value)
    {
        var name = value.Plain;
        return value.Operator != QueryOperator.Is || !value.Text.IsExact || name.Length == 0
            ? Fail(value.Position, "'has:' takes the name of a tag or key, such as release.")
            : Has(QueryKeys.Find(name)) ?? Tag(name, TextPattern.Any);
    }

    protected static string Short(QueryValue value) => Texts.Cut(value.Plain, 50);
}
