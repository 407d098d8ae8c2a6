using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>Finds an issue by its short id, such as <c>SHOP-12</c>.</summary>
internal static class ShortIdCalls
{
    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, (issue, project) =>
        ValueTask.FromResult(ApiAnswer.Ok(
            new SentryShortIdDocument
            {
                OrganizationSlug = SentryProjects.Organization(project),
                ProjectSlug = SentryProjects.Slug(project),
                GroupId = issue.Row.Id.ToString(),
                Group = SentryIssueDocument.Of(call, issue, project),
                ShortId = issue.ShortId,
            },
            SentryIssueJson.Default.SentryShortIdDocument)));
}
