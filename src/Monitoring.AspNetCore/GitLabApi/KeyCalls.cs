using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.Api.Keys;
using Monitoring.Commands;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.GitLabApi;

/// <summary>The client keys of a project, for maintainers.</summary>
internal static class KeyCalls
{
    private const int PageSize = 100;
    private const int MaxKeys = 1000;
    private const string Label = "Made over GitLab's API";
    private const string Path = "/api/v4/";

    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => GitLabProjects.WithProjectAsync(call, async (project, _) =>
    {
        var keys = await ReadAsync(call, project.Id);
        var dsn = Dsn(call);
        return keys.Value is { } found
            ? ApiAnswer.Ok([.. found.Select(key => GitLabKeyDocument.Of(key, dsn))], GitLabJson.Default.ImmutableArrayGitLabKeyDocument)
            : GitLabAnswer.Refusal(keys);
    });

    public static ValueTask<ApiAnswer> CreateAsync(ApiCall call) => GitLabProjects.WithProjectAsync(call, async (project, _) =>
    {
        var made = await call.Service<IClientKeyDirectory>().CreateAsync(call.Actor, project.Id, new ClientKeySettings { Label = Label }, default, call.Cancellation);
        return made.Outcome == CommandOutcome.Done
            ? ApiAnswer.Ok(GitLabKeyDocument.Of(made.Value!, Dsn(call)), GitLabJson.Default.GitLabKeyDocument) with { Status = StatusCodes.Status201Created }
            : GitLabAnswer.Refusal(made);
    });

    public static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => GitLabProjects.WithProjectAsync(call, async (project, _) =>
    {
        if (!long.TryParse(call.Route("key"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return GitLabAnswer.Error(StatusCodes.Status400BadRequest, "key_id is invalid");
        }

        var keys = await ReadAsync(call, project.Id);
        if (keys.Value is not { } found)
        {
            return GitLabAnswer.Refusal(keys);
        }

        if (found.Find(key => GitLabKeyDocument.IdOf(key) == id) is not { } wanted)
        {
            return GitLabAnswer.Message(StatusCodes.Status404NotFound, "404 Not Found");
        }

        var deleted = await call.Service<IClientKeyDirectory>().DeleteAsync(call.Actor, project.Id, wanted.PublicKey, null, call.Cancellation);
        return deleted.Outcome == CommandOutcome.Done
            ? ApiAnswer.Ok(GitLabKeyDocument.Of(deleted.Value!, Dsn(call)), GitLabJson.Default.GitLabKeyDocument)
            : GitLabAnswer.Refusal(deleted);
    });

    /// <summary>Makes a key when the project has none that is active; says why when it could not.</summary>
    public static async ValueTask<ApiAnswer?> EnsureAsync(ApiCall call, ProjectId project)
    {
        var keys = await ReadAsync(call, project);
        if (keys.Value is not { } found)
        {
            return GitLabAnswer.Refusal(keys);
        }

        if (found.Exists(key => key.IsActive))
        {
            return null;
        }

        var made = await call.Service<IClientKeyDirectory>().CreateAsync(call.Actor, project, new ClientKeySettings { Label = Label }, default, call.Cancellation);
        return made.Outcome == CommandOutcome.Done ? null : GitLabAnswer.Refusal(made);
    }

    /// <summary>GitLab does not page keys.</summary>
    private static async ValueTask<CommandResult<List<ClientKey>>> ReadAsync(ApiCall call, ProjectId project)
    {
        var found = new List<ClientKey>();
        string? cursor = null;
        do
        {
            var page = await call.Service<IClientKeyDirectory>().ListAsync(call.Actor, project, PageSize, cursor, call.Cancellation);
            if (page.Value is not { } keys)
            {
                return page.Fail<Page<Versioned<ClientKey>>, List<ClientKey>>();
            }

            found.AddRange(keys.Items.Select(key => key.Value));
            cursor = keys.Next;
        }
        while (cursor is not null && found.Count < MaxKeys);
        return CommandResults.Done(found);
    }

    private static Func<ClientKey, string> Dsn(ApiCall call)
    {
        var request = call.Context.Request;
        var path = request.Path.Value ?? "";
        var prefix = new PathString(path[..Math.Max(0, path.IndexOf(Path, StringComparison.OrdinalIgnoreCase))]);
        return DsnText.At(call.Service<IOptions<MonitoringEndpointOptions>>().Value.PublicUrl
            ?? new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{prefix.ToUriComponent()}"));
    }
}
