using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Releases;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Releases;

/// <summary>Releases as sentry-cli creates, finishes and deletes them.</summary>
internal static class ReleaseCalls
{
    public static async ValueTask<ApiAnswer> ListAsync(ApiCall call)
    {
        var (projects, problem) = await ReleaseScope.FindAsync(call);
        if (problem is not null)
        {
            return problem;
        }

        if (!SentryQuery.TryLimit(call, out var limit, out var unlimited))
        {
            return unlimited!;
        }

        var found = new List<(Release Release, Project Project)>();
        string? next = null;
        foreach (var project in projects)
        {
            var page = await call.Service<IReleases>().ListAsync(call.Actor, project.Id, limit, projects.Length == 1 ? SentryCursor.Place(call) : null, call.Cancellation);
            if (page.Value is null)
            {
                return SentryAnswer.Refusal(page);
            }

            found.AddRange(page.Value.Items.Select(release => (release, project)));
            next = page.Value.Next;
        }

        // In an organization a release is one, in however many projects it is.
        var releases = found.GroupBy(one => one.Release.Version, StringComparer.Ordinal)
            .Select(same => SentryReleaseDocument.Of(same.MaxBy(one => one.Release.CreatedAt).Release, [.. same.Select(one => one.Project)]))
            .OrderByDescending(release => release.DateCreated);
        SentryLink.Add(call, projects.Length == 1 ? next : null);
        return ApiAnswer.Ok([.. releases.Take(limit)], SentryReleaseJson.Default.ImmutableArraySentryReleaseDocument);
    }

    public static async ValueTask<ApiAnswer> GetAsync(ApiCall call) => await FindAsync(call) switch
    {
        (null, var problem) => problem!,
        var (found, _) => ApiAnswer.Ok(SentryReleaseDocument.Of(found.Value.Release, found.Value.Project), SentryReleaseJson.Default.SentryReleaseDocument),
    };

    public static async ValueTask<ApiAnswer> CreateAsync(ApiCall call) =>
        SentryBody.TryRead(call, SentryReleaseJson.Default.SentryReleaseChanges, out var changes, out var unreadable)
            ? changes.Version is { Length: > 0 } version
                ? await SaveAsync(call, version, changes, StatusCodes.Status201Created)
                : SentryAnswer.Error(StatusCodes.Status400BadRequest, "version: is missing.")
            : unreadable!;

    public static async ValueTask<ApiAnswer> ChangeAsync(ApiCall call) =>
        SentryBody.TryRead(call, SentryReleaseJson.Default.SentryReleaseChanges, out var changes, out var unreadable)
            ? await SaveAsync(call, call.Route("version"), changes, StatusCodes.Status200OK)
            : unreadable!;

    public static async ValueTask<ApiAnswer> DeleteAsync(ApiCall call)
    {
        var (projects, problem) = await ReleaseScope.FindAsync(call);
        var isDone = false;
        foreach (var project in projects)
        {
            var result = await call.Service<IReleases>().DeleteAsync(call.Actor, project.Id, call.Route("version"), call.Cancellation);
            isDone |= result.Outcome == CommandOutcome.Done;
            if (result.Outcome is not (CommandOutcome.Done or CommandOutcome.NotFound))
            {
                return SentryAnswer.Refusal(result);
            }
        }

        return problem ?? (isDone ? ApiAnswer.NoContent : NoRelease());
    }

    public static async ValueTask<ApiAnswer> GetPreviousAsync(ApiCall call)
    {
        if (await FindAsync(call) is not ({ } found, _))
        {
            return NoRelease();
        }

        var previous = await call.Service<IReleases>().GetPreviousAsync(call.Actor, found.Project.Id, found.Release.Version, withCommits: true, call.Cancellation);
        return previous.Value is { } release
            ? ApiAnswer.Ok(SentryReleaseDocument.Of(release, found.Project), SentryReleaseJson.Default.SentryReleaseDocument)
            : new ApiAnswer { Status = StatusCodes.Status200OK, ContentType = ApiAnswer.Json, Body = "{}"u8.ToArray() };
    }

    /// <summary>The release in the path, in the first project that has it.</summary>
    public static async ValueTask<((Project Project, Release Release)? Found, ApiAnswer? Problem)> FindAsync(ApiCall call)
    {
        var (projects, problem) = await ReleaseScope.FindAsync(call);
        foreach (var project in projects)
        {
            var result = await call.Service<IReleases>().GetAsync(call.Actor, project.Id, call.Route("version"), call.Cancellation);
            if (result.Value is { } release)
            {
                return ((project, release), null);
            }
        }

        return (null, problem ?? NoRelease());
    }

    private static async ValueTask<ApiAnswer> SaveAsync(ApiCall call, string version, SentryReleaseChanges changes, int status)
    {
        var (projects, problem) = await ReleaseScope.FindAsync(call, changes.Projects);
        if (problem is not null)
        {
            return problem;
        }

        if (changes.Projects is not { IsDefaultOrEmpty: false } && call.Route("project").Length == 0)
        {
            projects = await WithReleaseAsync(call, projects, version);
        }

        CommandResult<Release>? last = null;
        foreach (var project in projects)
        {
            last = await call.Service<IReleases>().SaveAsync(call.Actor, project.Id, version, changes.ToChange(), null, call.Cancellation);
            if (last.Outcome == CommandOutcome.Done && changes.Commits is { } commits)
            {
                last = await call.Service<IReleases>().SetCommitsAsync(
                    call.Actor, project.Id, version, [.. commits.Select(commit => (commit ?? new()).ToCommit())], call.Cancellation);
            }

            if (last.Outcome != CommandOutcome.Done)
            {
                return SentryAnswer.Refusal(last);
            }
        }

        return last?.Value is { } release
            ? ApiAnswer.Ok(SentryReleaseDocument.Of(release, projects), SentryReleaseJson.Default.SentryReleaseDocument) with { Status = status }
            : NoRelease();
    }

    private static async ValueTask<ImmutableArray<Project>> WithReleaseAsync(ApiCall call, ImmutableArray<Project> projects, string version)
    {
        var found = ImmutableArray.CreateBuilder<Project>();
        foreach (var project in projects)
        {
            if ((await call.Service<IReleases>().GetAsync(call.Actor, project.Id, version, call.Cancellation)).Value is not null)
            {
                found.Add(project);
            }
        }

        return found.ToImmutable();
    }

    private static ApiAnswer NoRelease() => SentryAnswer.NotFound("There is no release of this name in the projects of the organization.");
}
