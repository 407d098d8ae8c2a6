namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>Maps the calls of Sentry's web API that list, read and change issues.</summary>
internal static class SentryIssueEndpoints
{
    public static void Map(SentryRoutes routes)
    {
        routes.Get("/projects/{org}/{project}/issues", IssueListCalls.ListOfProjectAsync);
        routes.Put("/projects/{org}/{project}/issues", IssueBulkCalls.ChangeAsync);
        routes.Delete("/projects/{org}/{project}/issues", IssueBulkCalls.DeleteAsync);
        routes.Get("/organizations/{org}/issues", IssueListCalls.ListOfOrganizationAsync);
        routes.Get("/organizations/{org}/shortids/{issue}", ShortIdCalls.GetAsync);
        foreach (var path in new[] { "/issues/{issue}", "/organizations/{org}/issues/{issue}" })
        {
            routes.Get(path, IssueCalls.GetAsync);
            routes.Put(path, IssueCalls.ChangeAsync);
            routes.Delete(path, IssueCalls.DeleteAsync);
            routes.Get(path + "/hashes", HashCalls.ListAsync);
            routes.Delete(path + "/hashes", HashCalls.UnmergeAsync);
            routes.Get(path + "/tags", TagCalls.ListAsync);
            routes.Get(path + "/tags/{key}", TagCalls.GetAsync);
            routes.Get(path + "/tags/{key}/values", TagCalls.ListValuesAsync);
            routes.Get(path + "/stats", IssueStats.GetAsync);
            foreach (var comments in new[] { path + "/comments", path + "/notes" })
            {
                routes.Get(comments, CommentCalls.ListAsync);
                routes.Post(comments, CommentCalls.AddAsync);
                routes.Put(comments + "/{comment}", CommentCalls.EditAsync);
                routes.Delete(comments + "/{comment}", CommentCalls.DeleteAsync);
            }

            routes.Get(path + "/activities", ActivityCalls.ListAsync);
        }
    }
}
