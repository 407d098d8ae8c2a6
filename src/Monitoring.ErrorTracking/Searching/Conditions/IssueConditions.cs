using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Searching.Conditions;

/// <summary>Conditions on issues.</summary>
internal sealed class IssueConditions(QueryContext context) : QueryCompiler<IssueFilter>(context)
{
    private const string Words = "unresolved, resolved, ignored, archived, new, ongoing, regressed, escalating, assigned or unassigned";

    protected override IssueFilter All(ImmutableArray<IssueFilter> conditions) => new IssueFilter.All { Filters = conditions };

    protected override IssueFilter Any(ImmutableArray<IssueFilter> conditions) => new IssueFilter.Any { Filters = conditions };

    protected override IssueFilter Not(IssueFilter condition) => new IssueFilter.Not { Filter = condition };

    protected override IssueFilter Contains(string text) => new IssueFilter.ContainsText { Text = text };

    protected override IssueFilter Tag(string key, TextPattern value) => new IssueFilter.HasTag { Key = key, Value = value };

    protected override IssueFilter Level(ErrorLevel level) => new IssueFilter.HasLevel { Level = level };

    protected override IssueFilter? Has(QueryKey key) => key switch
    {
        QueryKey.Release => new IssueFilter.InRelease { Release = TextPattern.Any },
        QueryKey.Environment => new IssueFilter.InEnvironment { Environment = TextPattern.Any },
        QueryKey.Service => new IssueFilter.InService { Service = TextPattern.Any },
        QueryKey.Assigned => IsAssigned,
        QueryKey.Users => new IssueFilter.InRange { Number = IssueNumber.Users, Min = 1 },
        _ => null,
    };

    protected override IssueFilter? Own(QueryKey key, QueryNode.Term term, QueryValue value) => key switch
    {
        QueryKey.Is => Is(value),
        QueryKey.Type => Text(term, value, pattern => Field(IssueField.Type, pattern)),
        QueryKey.Platform => Text(term, value, pattern => Field(IssueField.Platform, pattern)),
        QueryKey.Title => Text(term, value, pattern => Field(IssueField.Title, pattern)),
        QueryKey.Culprit => Text(term, value, pattern => Field(IssueField.Culprit, pattern)),
        QueryKey.Release => Release(term, value, pattern => new IssueFilter.InRelease { Release = pattern }),
        QueryKey.Environment => Text(term, value, pattern => new IssueFilter.InEnvironment { Environment = pattern }),
        QueryKey.Service => Text(term, value, pattern => new IssueFilter.InService { Service = pattern }),
        QueryKey.Assigned => Text(term, value, Assigned),
        QueryKey.Events => Number(IssueNumber.Events, term, value),
        QueryKey.Users => Number(IssueNumber.Users, term, value),
        QueryKey.FirstSeen => Instants(term, value, range => Seen(IssueNumber.FirstSeen, range)),
        QueryKey.LastSeen => Instants(term, value, range => Seen(IssueNumber.LastSeen, range)),
        QueryKey.Age => InstantRanges.TryReadAge(value, Context.Now, out var range)
            ? Seen(IssueNumber.FirstSeen, range)
            : Fail(value.Position, "'age:' takes -24h (younger than 24 hours) or >3d (older than 3 days; units s, m, h, d, w)."),

        // Between its first and its last event an issue may have any.
        QueryKey.Timestamp => Instants(
            term, value, range => All([Seen(IssueNumber.LastSeen, range with { Max = long.MaxValue }), Seen(IssueNumber.FirstSeen, range with { Min = long.MinValue })])),
        _ => Fail(term.Position, $"'{term.Key}' can be asked of events, not of issues."),
    };

    private static IssueFilter.HasField IsAssigned => Field(IssueField.Assignee, TextPattern.Any);

    private static IssueFilter.HasField Field(IssueField field, TextPattern value) => new() { Field = field, Value = value };

    private static IssueFilter.InRange Seen(IssueNumber number, TickRange range) => new() { Number = number, Min = range.Min, Max = range.Max };

    private IssueFilter Assigned(TextPattern pattern) => !pattern.IsExact ? Field(IssueField.Assignee, pattern) : pattern.Parts[0] switch
    {
        "me" => Field(IssueField.Assignee, Context.Me),
        "none" => Not(IsAssigned),
        _ => Field(IssueField.Assignee, pattern),
    };

    private IssueFilter? Number(IssueNumber number, QueryNode.Term term, QueryValue value) => long.TryParse(value.Plain, NumberStyles.None, CultureInfo.InvariantCulture, out var bound)
        && bound < long.MaxValue
        ? Seen(number, TickRange.Of(value.Operator, bound, bound))
        : Fail(value.Position, $"'{term.Key}:' takes a number, alone or behind <, <=, > or >=, such as >100.");

    private IssueFilter? Is(QueryValue value) => value.Operator != QueryOperator.Is || !value.Text.IsExact ? NoWord(value) : value.Plain.ToLowerInvariant() switch
    {
        "unresolved" => Status(IssueStatus.Unresolved),
        "resolved" => Status(IssueStatus.Resolved),
        "ignored" or "archived" => Status(IssueStatus.Ignored),
        "new" => Substatus(IssueSubstatus.New),
        "ongoing" => Substatus(IssueSubstatus.Ongoing),
        "regressed" => Substatus(IssueSubstatus.Regressed),
        "escalating" => Substatus(IssueSubstatus.Escalating),
        "assigned" => IsAssigned,
        "unassigned" => Not(IsAssigned),
        _ => NoWord(value),
    };

    private IssueFilter? NoWord(QueryValue value) => Fail(value.Position, $"'is:' takes {Words}, not '{Short(value)}'.");

    private static IssueFilter.HasStatus Status(IssueStatus status) => new() { Status = status };

    private IssueFilter.HasSubstatus Substatus(IssueSubstatus substatus) => new() { Substatus = substatus, At = Context.Now };
}
