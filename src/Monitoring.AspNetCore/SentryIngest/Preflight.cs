using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Answers the question that a browser asks before it reports, and no other.</summary>
internal static class Preflight
{
    /// <summary>
    /// Answers for an intake path. A path that the host serves itself is left to the host: what any page may send to intake, it must
    /// not be allowed to send to the host's own endpoint.
    /// </summary>
    public static Task AnswerAsync(HttpContext context)
    {
        if (IsOfHost(context))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else
        {
            IntakeCors.AllowSending(context.Response);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Corrects the answer of the host's CORS middleware, which came before the endpoint and knows only the host's policy.
    /// </summary>
    public static void Correct(HttpContext context)
    {
        if (!context.Response.HasStarted && context.GetEndpoint()?.Metadata.GetMetadata<PreflightMetadata>() is not null && !IsOfHost(context))
        {
            IntakeCors.AllowSending(context.Response);
        }
    }

    private static bool IsOfHost(HttpContext context) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Any(endpoint => endpoint.Metadata.GetMetadata<IntakeMetadata>() is null
            && TakesPost(endpoint) && IsConcrete(endpoint) && Matches(endpoint, context.Request.Path));

    private static bool TakesPost(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods || methods.Contains(HttpMethods.Post);

    /// <summary>Endpoints that take every path, such as a fallback to a page, are not meant for this one.</summary>
    private static bool IsConcrete(RouteEndpoint endpoint) => endpoint.RoutePattern.PathSegments is [{ IsSimple: true }, ..]
        && !endpoint.RoutePattern.Parameters.Any(parameter => parameter.IsCatchAll);

    private static bool Matches(RouteEndpoint endpoint, PathString path)
    {
        var matcher = new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), new RouteValueDictionary(endpoint.RoutePattern.Defaults));
        return matcher.TryMatch(path, []);
    }
}
