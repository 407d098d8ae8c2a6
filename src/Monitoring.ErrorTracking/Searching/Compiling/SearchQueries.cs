using Monitoring.Access;
using Monitoring.ErrorTracking.Releases.Latest;
using Monitoring.ErrorTracking.Searching.Conditions;
using Monitoring.ErrorTracking.Searching.Reading;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Searching.Compiling;

/// <summary>Reads the text of a search for somebody.</summary>
internal sealed class SearchQueries(KnownReleases releases, TimeProvider time)
{
    /// <summary>Reads a search for issues that is kept.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public static string? ReadStored(string? text, out IssueFilter? filter)
    {
        var problem = QueryReader.Read(text, out var node);
        var compiler = new IssueConditions(QueryContext.Stored);
        filter = node is null ? null : compiler.Compile(node);
        return (problem ?? compiler.Problem)?.ToString();
    }

    /// <summary>Reads a search for issues: what is wrong, or the condition, which is <see langword="null"/> when every issue matches.</summary>
    public async ValueTask<(string? Problem, IssueFilter? Filter)> ReadIssuesAsync(Actor actor, ProjectId project, string? text, CancellationToken cancellationToken)
    {
        var problem = QueryReader.Read(text, out var node);
        if (node is null)
        {
            return (problem?.ToString(), null);
        }

        var compiler = new IssueConditions(await ContextAsync(actor, project, node, cancellationToken).ConfigureAwait(false));
        var filter = compiler.Compile(node);
        return (compiler.Problem?.ToString(), filter);
    }

    /// <summary>Reads a search for events.</summary>
    public async ValueTask<(string? Problem, EventFilter? Filter)> ReadEventsAsync(Actor actor, ProjectId project, string? text, CancellationToken cancellationToken)
    {
        var problem = QueryReader.Read(text, out var node);
        if (node is null)
        {
            return (problem?.ToString(), null);
        }

        var compiler = new EventConditions(await ContextAsync(actor, project, node, cancellationToken).ConfigureAwait(false));
        var filter = compiler.Compile(node);
        return (compiler.Problem?.ToString(), filter);
    }

    private async ValueTask<QueryContext> ContextAsync(Actor actor, ProjectId project, QueryNode node, CancellationToken cancellationToken) => new()
    {
        Now = time.GetUtcNow(),
        Me = actor.Id,
        LatestRelease = AsksForLatest(node) ? await releases.LatestAsync(project, cancellationToken).ConfigureAwait(false) : null,
    };

    private static bool AsksForLatest(QueryNode node) => node switch
    {
        QueryNode.And and => and.Nodes.Any(AsksForLatest),
        QueryNode.Or or => or.Nodes.Any(AsksForLatest),
        QueryNode.Not not => AsksForLatest(not.Node),
        QueryNode.Term term => QueryKeys.Find(term) == QueryKey.Release && term.Values.Any(value => value.Plain == "latest"),
        _ => false,
    };
}
