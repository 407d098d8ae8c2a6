using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Maps the paths that SDKs derive from a DSN.</summary>
internal static class IntakeEndpoints
{
    /// <summary>
    /// How many segments of a foreign prefix may stand before GitLab's collector: <c>api/v4</c> in its own DSNs, before it groups
    /// and projects in those that applications may hold.
    /// </summary>
    private const int CollectorPrefixes = 6;

    private static readonly string[] Post = [HttpMethods.Post];
    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];
    private static readonly string[] Options = [HttpMethods.Options];

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints)
    {
        // Keys authenticate here. AllowAnonymous keeps a fallback policy of the host from asking senders for its own login.
        var group = endpoints.MapGroup("");
        group.AllowAnonymous();
        Door(group, "/api/{projectId}/envelope", IngestEndpoint.Envelope, Post);
        Door(group, "/api/{projectId}/store", IngestEndpoint.Store, GetAndPost);
        Door(group, "/api/store", IngestEndpoint.Store, GetAndPost);
        Door(group, "/api/{projectId}/security", IngestEndpoint.Security, Post);
        Door(group, "/api/{projectId}/csp-report", IngestEndpoint.Security, Post);
        foreach (var prefix in Prefixes())
        {
            Door(group, $"{prefix}/error_tracking/collector/api/{{projectId}}/envelope", IngestEndpoint.Envelope, Post);
            Door(group, $"{prefix}/error_tracking/collector/api/{{projectId}}/store", IngestEndpoint.Store, GetAndPost);
        }

        return group;
    }

    private static void Door(RouteGroupBuilder group, string pattern, IngestEndpoint endpoint, string[] methods)
    {
        group.MapMethods(pattern, methods, context => IntakeHandler.HandleAsync(context, endpoint));
        group.MapMethods(pattern, Options, IntakeCors.AnswerPreflightAsync);
    }

    private static IEnumerable<string> Prefixes()
    {
        var prefix = "";
        for (var segments = 0; segments <= CollectorPrefixes; segments++)
        {
            yield return prefix;
            prefix += $"/{{prefix{segments}}}";
        }
    }
}
