using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>The grouping hashes of an issue.</summary>
internal static class HashCalls
{
    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, (issue, _) =>
    {
        SentryLink.Add(call, null);
        return ValueTask.FromResult(ApiAnswer.Ok(
            [.. issue.Row.Hashes.Select(hash => new SentryHashDocument { Id = hash.ToString() })], SentryIssueJson.Default.ImmutableArraySentryHashDocument));
    });

    /// <summary>Takes hashes out into an issue of their own.</summary>
    public static ValueTask<ApiAnswer> UnmergeAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, _) =>
    {
        var hashes = ImmutableArray.CreateBuilder<GroupingHash>();
        foreach (var text in call.Context.Request.Query["id"])
        {
            if (!GroupingHash.TryParse(text, out var hash))
            {
                return SentryAnswer.Error(StatusCodes.Status400BadRequest, $"id: '{Problem.Short(text ?? "")}' is no hash of an issue.");
            }

            hashes.Add(hash);
        }

        var split = await call.Service<IIssues>().UnmergeAsync(call.Actor, issue.Row.Id, hashes.ToImmutable(), null, call.Cancellation);
        return split.Outcome == CommandOutcome.Done ? SentryAnswer.Accepted : SentryAnswer.Refusal(split);
    });
}
