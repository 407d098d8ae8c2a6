using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.Api.Issues;

/// <summary>What happened to an issue, and taking a merge back.</summary>
internal static class IssueHistoryEndpoints
{
    private const int MaxFingerprints = 1000;

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listIssueActivity",
                Method = HttpMethods.Get,
                Path = "/issues/{id}/activity",
                Summary = "Lists what happened to an issue, the last first; for reporters",
                Description = "Each change stands there with who made it. A merge is undone by 'unmerge' with the fingerprints that it moved, an unmerge by merging " +
                    "the issue that it made; the undoing is an entry of its own.",
                Parameters = [Parameters.Issue, Parameters.Limit, Parameters.Cursor],
                Answer = IssueExamples.Activity,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "unmergeIssue",
                Method = HttpMethods.Post,
                Path = "/issues/{id}/unmerge",
                Summary = "Takes fingerprints, with all events that they counted, out of an issue; for developers",
                Description = "An issue that was merged into this one and owned one of them then is restored with its old id, number, status and assignee; otherwise " +
                    "a new issue is made. Events must have been counted both by those that go and by those that stay.",
                Parameters = [Parameters.Issue, Parameters.IfMatch],
                Request = IssueExamples.Unmerge,
                Answer = IssueExamples.Split,
                Refusals = [403, 404, 409, 412],
            },
            UnmergeAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IIssues>().ListActivityAsync(call.Actor, id, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(ActivityDocument.Of), IssueJson.Default.ListDocumentActivityDocument);
    });

    private static ValueTask<ApiAnswer> UnmergeAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        if (!call.TryRead(IssueJson.Default.UnmergeRequest, out var request, out var problem))
        {
            return problem!;
        }

        if (request.Fingerprints.IsDefault || request.Fingerprints.Length is 0 or > MaxFingerprints)
        {
            return Problem.BadRequest($"fingerprints: 1 to {MaxFingerprints} are expected.");
        }

        var hashes = ImmutableArray.CreateBuilder<GroupingHash>(request.Fingerprints.Length);
        foreach (var text in request.Fingerprints)
        {
            if (!GroupingHash.TryParse(text, out var hash))
            {
                return Problem.BadRequest($"fingerprints: '{Problem.Short(text ?? "null")}' is no fingerprint; one has 32 hexadecimal digits.");
            }

            hashes.Add(hash);
        }

        var result = await call.Service<IIssues>().UnmergeAsync(call.Actor, id, hashes.DrainToImmutable(), call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, SplitIssueDocument.Of, IssueJson.Default.SplitIssueDocument);
    });
}
