using System.Globalization;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>What of a filter the database can say of an issue <c>i</c> and its counts <c>c</c>: every issue that matches the filter meets it.</summary>
internal sealed class Narrowing
{
    /// <summary>Stands for the row that is looked at first, by which an issue is left out before more of it is read.</summary>
    private const string First = "<first>";

    private static readonly Narrowing Nothing = new("true", [], isExact: false);

    private readonly string _sql;
    private readonly IReadOnlyList<object> _values;

    private Narrowing(string sql, IReadOnlyList<object> values, bool isExact)
    {
        _sql = sql;
        _values = values;
        IsExact = isExact;
    }

    /// <summary>Whether every issue that meets it matches the filter too.</summary>
    public bool IsExact { get; }

    /// <summary>Whether the filter asks for tags.</summary>
    public bool NeedsTags { get; private init; }

    /// <summary>Indexes each of which leads to every issue that meets it, and to others perhaps.</summary>
    public IReadOnlyList<Lead> Leads { get; private init; } = [];

    public static Narrowing Of(IssueFilter? filter)
    {
        var narrowing = filter is null ? new Narrowing("true", [], isExact: true) : Translate(filter);
        return new Narrowing(narrowing._sql, narrowing._values, narrowing.IsExact) { Leads = narrowing.Leads, NeedsTags = filter is not null && AsksForTags(filter) };
    }

    /// <summary>The condition, its values added to a statement's parameters.</summary>
    /// <param name="parameters">The statement's.</param>
    /// <param name="issue">The row that is looked at first, of the issue or of its counts.</param>
    public string ToSql(List<NpgsqlParameter> parameters, string issue)
    {
        var names = new object[_values.Count];
        for (var i = 0; i < names.Length; i++)
        {
            parameters.Add(Lead.ToParameter(_values[i]));
            names[i] = $"${parameters.Count}";
        }

        return $"and {string.Format(CultureInfo.InvariantCulture, _sql, names).Replace(First, issue, StringComparison.Ordinal)}";
    }

    private static Narrowing Translate(IssueFilter filter) => filter switch
    {
        IssueFilter.All all => All([.. all.Filters.Select(Translate)]),
        IssueFilter.Any any => Join(" or ", "false", [.. any.Filters.Select(Translate)]),

        // The negation of what may say too much would say too little.
        IssueFilter.Not not => Translate(not.Filter) is { IsExact: true } inner ? new Narrowing($"(not {inner._sql})", inner._values, isExact: true) : Nothing,
        IssueFilter.HasStatus of => new Narrowing("i.status = {0}", [(short)of.Status], isExact: true),
        IssueFilter.HasLevel of => new Narrowing("i.level = {0}", [(short)of.Level], isExact: true),
        IssueFilter.InRange of => Range(of),
        IssueFilter.InEnvironment { Environment: { IsExact: true } value } => Term(Terms.Environment(value.Parts[0])),
        IssueFilter.InService { Service: { IsExact: true } value } => Term(Terms.Service(value.Parts[0])),
        IssueFilter.InRelease { Release: { IsExact: true } value } => Term(Terms.Release(value.Parts[0])),
        IssueFilter.HasTag of => Term(of.Value.IsExact ? Terms.Tag(of.Key, of.Value.Parts[0]) : Terms.TagKey(of.Key)),
        IssueFilter.ContainsText of => Contains([of.Text]),
        IssueFilter.HasField { Field: IssueField.Assignee, Value: { IsExact: true } value } => Assignee(PgText.Escape(value.Parts[0])),
        IssueFilter.HasField { Field: IssueField.Title or IssueField.Culprit or IssueField.Type } of => Contains(of.Value.Parts),
        _ => Nothing,
    };

    private static Narrowing All(IReadOnlyList<Narrowing> all)
    {
        var joined = Join(" and ", "true", all);
        return new Narrowing(joined._sql, joined._values, joined.IsExact) { Leads = [.. all.SelectMany(one => one.Leads)] };
    }

    private static Narrowing Assignee(string assignee) =>
        new("(i.assignee is not null and i.assignee = {0})", [assignee], isExact: true) { Leads = [Lead.Assignee(assignee)] };

    // Which index to begin with is said by its lead; the condition itself is put so that the database does not begin with it, as it would often guess wrong.
    private static Narrowing Contains(IEnumerable<string> texts) => texts.SelectMany(Grams.Wanted).Distinct().ToArray() is { Length: > 0 } grams
        ? new Narrowing($"(coalesce(i.grams @> {{0}}, false) or i.grams @> array[{Grams.Unknown}])", [grams], isExact: false) { Leads = [Lead.Grams(grams)] }
        : Nothing;

    private static Narrowing Range(IssueFilter.InRange range)
    {
        var column = range.Number switch
        {
            IssueNumber.Events => "c.events",
            IssueNumber.Users => "c.users",
            IssueNumber.FirstSeen => "i.first_seen",
            IssueNumber.LastSeen => "c.last_seen",
            _ => throw new ArgumentException($"'{range.Number}' is no number of an issue."),
        };
        return new Narrowing($"{column} between {{0}} and {{1}}", [range.Min, range.Max], isExact: true);
    }

    // From the issue to its hashes, and from each to the term, which "offset 0" holds the database to.
    private static Narrowing Term(long term) => new(
        $$"""
        exists (select from $.hash h where h.part = $1 and h.issue_id = {{First}}.issue_id
          and exists (select from $.hash_term t where t.part = $1 and t.project_id = $2 and t.term = {0} and t.hash_id = h.hash_id offset 0) offset 0)
        """,
        [term],
        isExact: false)
    { Leads = [Lead.Term(term)] };

    private static Narrowing Join(string word, string none, IReadOnlyList<Narrowing> all)
    {
        if (all.Count == 0)
        {
            return new Narrowing(none, [], isExact: true);
        }

        var sql = new List<string>();
        var values = new List<object>();
        foreach (var one in all)
        {
            var names = Enumerable.Range(values.Count, one._values.Count).Select(object (i) => $"{{{i}}}").ToArray();
            sql.Add(string.Format(CultureInfo.InvariantCulture, one._sql, names));
            values.AddRange(one._values);
        }

        return new Narrowing($"({string.Join(word, sql)})", values, all.All(one => one.IsExact));
    }

    private static bool AsksForTags(IssueFilter filter) => filter switch
    {
        IssueFilter.HasTag => true,
        IssueFilter.All all => all.Filters.Any(AsksForTags),
        IssueFilter.Any any => any.Filters.Any(AsksForTags),
        IssueFilter.Not not => AsksForTags(not.Filter),
        _ => false,
    };
}
