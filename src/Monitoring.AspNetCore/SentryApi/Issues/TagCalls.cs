using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>The tags of an issue. All values that are counted singly fit one page.</summary>
internal static class TagCalls
{
    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => WithTagsAsync(call, tags =>
    {
        SentryLink.Add(call, null);
        return ApiAnswer.Ok([.. tags.Select(SentryTagDocument.WithValues)], SentryIssueJson.Default.ImmutableArraySentryTagDocument);
    });

    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => WithTagAsync(call, tag =>
        ApiAnswer.Ok(SentryTagDocument.WithValues(tag), SentryIssueJson.Default.SentryTagDocument));

    public static ValueTask<ApiAnswer> ListValuesAsync(ApiCall call) => WithTagAsync(call, tag =>
    {
        SentryLink.Add(call, null);
        return ApiAnswer.Ok([.. tag.Values.Select(value => SentryTagValueDocument.Of(tag.Key, value))], SentryIssueJson.Default.ImmutableArraySentryTagValueDocument);
    });

    private static ValueTask<ApiAnswer> WithTagAsync(ApiCall call, Func<TagDistribution, ApiAnswer> answer) => WithTagsAsync(call, tags =>
        tags.FirstOrDefault(tag => tag.Key == call.Route("key")) is { } found
            ? answer(found)
            : SentryAnswer.NotFound($"The issue has no tag '{Problem.Short(call.Route("key"))}'."));

    private static ValueTask<ApiAnswer> WithTagsAsync(ApiCall call, Func<IEnumerable<TagDistribution>, ApiAnswer> answer) =>
        SentryIssues.WithIssueAsync(call, async (issue, _) =>
        {
            var tags = await call.Service<IIssues>().GetTagsAsync(call.Actor, issue.Row.Id, call.Cancellation);
            return tags.Value is { } page ? answer(page.Items) : SentryAnswer.Refusal(tags);
        });
}
