using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.Api.Releases;

/// <summary>The deploys and commits of a release.</summary>
internal static class ReleasePartEndpoints
{
    private const string Deploys = "/projects/{p}/releases/{version}/deploys";
    private const string Commits = "/projects/{p}/releases/{version}/commits";

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listDeploys",
                Method = HttpMethods.Get,
                Path = Deploys,
                Summary = "Lists the deploys of a release, the last done first; for reporters",
                Parameters = [Parameters.Project, ReleaseExamples.Parameter, Parameters.Limit, Parameters.Cursor],
                Answer = ReleaseExamples.Deploys,
                Refusals = [403, 404],
            },
            ListDeploysAsync);
        api.Map(
            new()
            {
                Id = "recordDeploy",
                Method = HttpMethods.Post,
                Path = Deploys,
                Summary = "Records a deploy of a release, which is created when it is not there; for developers",
                Parameters = [Parameters.Project, ReleaseExamples.Parameter],
                Request = ReleaseExamples.NewDeploy,
                Status = StatusCodes.Status201Created,
                Answer = ReleaseExamples.Deployed,
                Refusals = [403, 404, 409],
            },
            AddDeployAsync);
        api.Map(
            new()
            {
                Id = "listCommits",
                Method = HttpMethods.Get,
                Path = Commits,
                Summary = "Lists all commits of a release, the newest first; for reporters",
                Parameters = [Parameters.Project, ReleaseExamples.Parameter],
                Answer = ReleaseExamples.Commits,
                Refusals = [403, 404],
            },
            ListCommitsAsync);
        api.Map(
            new()
            {
                Id = "setCommits",
                Method = HttpMethods.Put,
                Path = Commits,
                Summary = "Attaches commits to a release, which is created when it is not there; for developers",
                Description = "Issues of the project that a message says to fix, as in 'fixes SHOP-42', are resolved in the release, once for each commit.",
                Parameters = [Parameters.Project, ReleaseExamples.Parameter],
                BodyRoom = BodyRoom.Commits,
                Request = ReleaseExamples.NewCommits,
                Answer = ReleaseExamples.One,
                Refusals = [403, 404, 409],
            },
            SetCommitsAsync);
    }

    private static ValueTask<ApiAnswer> ListDeploysAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IReleases>().ListDeploysAsync(call.Actor, project, call.Route("version"), limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(DeployDocument.Of), ReleaseJson.Default.ListDocumentDeployDocument);
    });

    private static ValueTask<ApiAnswer> AddDeployAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(ReleaseJson.Default.NewDeploy, out var deploy, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IReleases>().AddDeployAsync(call.Actor, project, call.Route("version"), deploy.ToDeploy(), call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.Created(DeployDocument.Of(result.Value!), ReleaseJson.Default.DeployDocument, result.Value!.Id.ToString());
    });

    private static ValueTask<ApiAnswer> ListCommitsAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IReleases>().ListCommitsAsync(call.Actor, project, call.Route("version"), call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(CommitDocument.Of), ReleaseJson.Default.ListDocumentCommitDocument);
    });

    private static ValueTask<ApiAnswer> SetCommitsAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(ReleaseJson.Default.NewCommits, out var commits, out var problem))
        {
            return problem!;
        }

        if (BodyLists.FindGap(commits.Commits, "commits") is { } gap)
        {
            return gap;
        }

        var result = await call.Service<IReleases>().SetCommitsAsync(
            call.Actor, project, call.Route("version"), [.. (commits.Commits ?? []).Select(commit => commit.ToCommit())], call.Cancellation);
        return result.ToAnswer(call, ReleaseDocument.Of, ReleaseJson.Default.ReleaseDocument);
    });
}
