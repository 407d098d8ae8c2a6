using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.SentryApi.Releases;

/// <summary>The commits and deploys of a release.</summary>
internal static class ReleasePartCalls
{
    public static async ValueTask<ApiAnswer> ListCommitsAsync(ApiCall call)
    {
        var (found, problem) = await ReleaseCalls.FindAsync(call);
        if (found is not { } release)
        {
            return problem!;
        }

        var commits = await call.Service<IReleases>().ListCommitsAsync(call.Actor, release.Project.Id, release.Release.Version, call.Cancellation);
        return commits.Value is null
            ? SentryAnswer.Refusal(commits)
            : ApiAnswer.Ok(commits.Value.Items.Select(SentryCommit.Of).ToImmutableArray(), SentryReleaseJson.Default.ImmutableArraySentryCommit);
    }

    public static async ValueTask<ApiAnswer> ListDeploysAsync(ApiCall call)
    {
        var (found, problem) = await ReleaseCalls.FindAsync(call);
        if (found is not { } release)
        {
            return problem!;
        }

        if (!SentryQuery.TryLimit(call, out var limit, out var unlimited))
        {
            return unlimited!;
        }

        var page = await call.Service<IReleases>().ListDeploysAsync(
            call.Actor, release.Project.Id, release.Release.Version, limit, SentryCursor.Place(call), call.Cancellation);
        SentryLink.Add(call, page.Value?.Next);
        return page.Value is null
            ? SentryAnswer.Refusal(page)
            : ApiAnswer.Ok(page.Value.Items.Select(SentryDeploy.Of).ToImmutableArray(), SentryReleaseJson.Default.ImmutableArraySentryDeploy);
    }

    /// <summary>A release that is not there yet is one in the path of a project alone: an organisation may have several.</summary>
    public static async ValueTask<ApiAnswer> AddDeployAsync(ApiCall call)
    {
        if (!SentryBody.TryRead(call, SentryReleaseJson.Default.SentryDeploy, out var deploy, out var unreadable))
        {
            return unreadable!;
        }

        var (found, problem) = await ReleaseCalls.FindAsync(call);
        if (found is not { } release)
        {
            return problem!;
        }

        var result = await call.Service<IReleases>().AddDeployAsync(
            call.Actor, release.Project.Id, release.Release.Version, deploy.ToDeploy(), call.Cancellation);
        return result.Value is null
            ? SentryAnswer.Refusal(result)
            : ApiAnswer.Ok(SentryDeploy.Of(result.Value), SentryReleaseJson.Default.SentryDeploy) with { Status = StatusCodes.Status201Created };
    }
}
