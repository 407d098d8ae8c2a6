using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>The way of a call of Sentry's web API.</summary>
internal static class SentryPipeline
{
    /// <summary>Commits of a release with their files are the longest that is sent as JSON.</summary>
    private const int MaxBodyBytes = BodyRoom.Commits;

    private static readonly CallForm Form = new()
    {
        LogName = "Monitoring.AspNetCore.SentryApi",
        SignIn = "Set SENTRY_AUTH_TOKEN to a token of this host.",
        Write = fault => SentryAnswer.Error(fault.Status, fault.Detail),
    };

    public static Task InvokeAsync(HttpContext context, bool readsBody, ApiHandler handler) => CallRunner.RunAsync(context, Form, readsBody ? MaxBodyBytes : 0, handler);
}
