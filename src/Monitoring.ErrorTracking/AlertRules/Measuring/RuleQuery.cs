using Monitoring.ErrorTracking.Searching.Compiling;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Measuring;

/// <summary>The search that the conditions of a rule hold, in the language of the issue search.</summary>
internal static class RuleQuery
{
    /// <summary>What is wrong with a search, with the place; null when nothing is.</summary>
    public static string? FindFault(string query) => SearchQueries.ReadStored(query, out _);

    /// <summary>Reads a search. One that was right when the rule was made and cannot be read any more fits nothing: a rule must not fire for everything then.</summary>
    public static bool TryRead(string query, out IssueFilter? filter) => SearchQueries.ReadStored(query, out filter) is null;

    /// <summary>Whether an issue meets a condition; its tags are read only when the condition asks for them.</summary>
    public static async ValueTask<bool> MatchesAsync(IssueFilter? filter, IssueRow issue, IErrorStore store, CancellationToken cancellationToken)
    {
        var asksForTags = false;
        var fits = filter?.Matches(issue, (_, _) => asksForTags = true) ?? true;
        if (!asksForTags)
        {
            return fits;
        }

        var tags = await store.GetTagsAsync(issue.Id, cancellationToken).ConfigureAwait(false);
        return filter!.Matches(issue, (key, value) => tags.Any(tag => tag.Key == key && tag.Values.Any(counted => value.Matches(counted.Value))));
    }
}
