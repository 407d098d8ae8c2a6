using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Searching;
using Monitoring.ErrorTracking.Searching.Conditions;
using Monitoring.ErrorTracking.Searching.Reading;
using Monitoring.Storage.Errors;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Searching;

public sealed class QueryProperties
{
    private static readonly QueryContext Context = new() { Now = DateTimeOffset.UnixEpoch, Me = "anna", LatestRelease = "1" };

    private static readonly string[] Pieces =
    [
        "is:unresolved", "level:", "[error,", "fatal]", "(", ")", " ", "!", "OR", " AND ", "\"", "\\", "*", "tags[", "]:", "firstSeen:", "-24h", "timesSeen:>", "100", "a", "ж", "\ud83d", ":", ",", "<", "=",
        "has:release", "99999999999", "2026-01-31", "T10:00:00Z", "age:>3d", "\0", "\u2028",
    ];

    private static Gen<string> Text => Gen.ArrayOf(Gen.Elements("a", "B", " ", "*", "\\", "\"", ",", "]", "(", ")", "!", "ж", "OR", ":")).Select(string.Concat);

    private static Gen<QueryValue> Value =>
        from of in Gen.Elements(Enum.GetValues<QueryOperator>())
        from parts in Gen.ArrayOf(Text)
        from last in Text
        select new QueryValue { Operator = of, Text = TextPattern.Of(parts.Take(2).Append($"{last}x")) };

    private static Gen<QueryNode> Leaf => Gen.OneOf(
        Value.Select(QueryNode (value) => new QueryNode.Words(value with { Operator = QueryOperator.Is })),
        from key in Gen.Elements("level", "user.email", "a_b-c", "Ключ", "x1")
        from isTag in Gen.Elements(true, false)
        from first in Value
        from others in Gen.ArrayOf(Value)
        select (QueryNode)new QueryNode.Term(isTag ? $"{key} odd" : key, isTag, [first, .. others.Take(2)]));

    [Property]
    public Property What_is_printed_is_read_as_it_was() => Prop.ForAll(Node(3).ToArbitrary(), node =>
    {
        var printed = QueryPrinter.Print(node);

        var problem = QueryReader.Read(printed, out var read);

        // Only what is too much may be refused.
        return problem is { } refused ? refused.Message.Contains("more than", StringComparison.Ordinal) || refused.Message.Contains("longer", StringComparison.Ordinal)
            : Show(read!) == Show(node);
    });

    [Property]
    public Property What_is_read_is_printed_so_that_it_means_the_same() => Prop.ForAll(Gen.ArrayOf(Gen.Elements(Pieces)).Select(string.Concat).ToArbitrary(), text =>
        QueryReader.Read(text, out var node) is not null || node is null
        || (QueryReader.Read(QueryPrinter.Print(node), out var again) is var problem && (problem is not null ? QueryPrinter.Print(node).Length > QueryReader.MaxLength : Show(again!) == Show(node))));

    [Fact]
    public void Reading_never_throws_and_names_a_place_within_the_text()
    {
        var random = new Random(20261122);
        for (var round = 0; round < Scale.Count(20_000, 2_000_000); round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var problem = QueryReader.Read(text, out var node);
            Assert.True(problem is null || node is null);
            Assert.True(problem is null || (problem.Position >= 0 && problem.Position <= text.Length), text);
            if (node is null)
            {
                continue;
            }

            var (issues, events) = (new IssueConditions(Context), new EventConditions(Context));
            Assert.Equal(issues.Compile(node) is null, issues.Problem is not null);
            Assert.Equal(events.Compile(node) is null, events.Problem is not null);
        }
    }

    private static Gen<QueryNode> Node(int depth)
    {
        if (depth == 0)
        {
            return Leaf;
        }

        var several = Gen.ArrayOf(Node(depth - 1)).Where(nodes => nodes.Length >= 2).Select(nodes => nodes.Take(3).ToImmutableArray());
        return Gen.Frequency(
            (4, Leaf),
            (1, several.Select(QueryNode (nodes) => new QueryNode.And(nodes))),
            (1, several.Select(QueryNode (nodes) => new QueryNode.Or(nodes))),
            (1, Node(depth - 1).Where(node => node is not QueryNode.Not).Select(QueryNode (node) => new QueryNode.Not(node))));
    }

    private static string Show(QueryNode node) => node switch
    {
        QueryNode.And and => $"and({string.Join(';', and.Nodes.Select(Show))})",
        QueryNode.Or or => $"or({string.Join(';', or.Nodes.Select(Show))})",
        QueryNode.Not not => $"not({Show(not.Node)})",
        QueryNode.Words words => Show(words.Value),
        QueryNode.Term term => $"{term.Key} {term.IsTag} {string.Join(';', term.Values.Select(Show))}",
        _ => "",
    };

    private static string Show(QueryValue value) => $"{value.Operator} {string.Join('|', value.Text.Parts)}";
}
