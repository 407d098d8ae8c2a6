using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>What <c>sentry-cli info</c> and others ask before they begin.</summary>
internal static class InfoCalls
{
    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => ValueTask.FromResult(ApiAnswer.Ok(
        new SentryInfoDocument
        {
            User = new SentryUserDocument { Id = call.Actor.Id, Email = call.Actor.Id },
            Auth = new SentryAuthDocument { Scopes = ["project:read", "project:releases", "org:read"] },
        },
        SentryApiJson.Default.SentryInfoDocument));

    /// <summary>Repositories are not connected here; without any, sentry-cli sends the commits themselves.</summary>
    public static async ValueTask<ApiAnswer> ListRepositoriesAsync(ApiCall call) =>
        (await SentryProjects.ListAsync(call, call.Route("org"))).IsEmpty
            ? SentryProjects.NoOrganization(call.Route("org"))
            : new ApiAnswer { Status = 200, ContentType = ApiAnswer.Json, Body = "[]"u8.ToArray() };
}
