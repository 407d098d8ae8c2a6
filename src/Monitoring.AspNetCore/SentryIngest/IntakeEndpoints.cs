using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Maps the paths that SDKs derive from a DSN.</summary>
internal static class IntakeEndpoints
{
    /// <summary>
    /// How many segments may stand before GitLab's collector: <c>api/v4</c> in its own DSNs, and before it whatever path an
    /// instance is installed under.
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

        // The host's own endpoints win: an application may well have an /api/store of its own.
        group.WithOrder(1);
        group.WithMetadata(IntakeMetadata.Instance);
        Door(group, "/api/{projectId}/envelope", IngestEndpoint.Envelope, Post);
        Door(group, "/api/{projectId}/store", IngestEndpoint.Store, GetAndPost);
        Door(group, "/api/store", IngestEndpoint.Store, GetAndPost);
        Door(group, "/api/{projectId}/security", IngestEndpoint.Security, Post);
        Door(group, "/api/{projectId}/csp-report", IngestEndpoint.Security, Post);
        Door(group, "/api/{projectId}/nel", IngestEndpoint.Nel, Post);
        Door(group, "/api/{projectId}/minidump", IngestEndpoint.Minidump, Post);
        Door(group, "/api/{projectId}/events/{eventId}/attachments", IngestEndpoint.Attachments, Post);
        Door(group, "/api/{projectId}/cron/{monitorSlug}", IngestEndpoint.CheckIn, GetAndPost);
        Door(group, "/api/{projectId}/cron/{monitorSlug}/{publicKey}", IngestEndpoint.CheckIn, GetAndPost);
        MapFeedback(group);
        foreach (var collector in GitLabCollectors())
        {
            Door(group, $"{collector}/api/{{projectId}}/envelope", IngestEndpoint.Envelope, Post);
            Door(group, $"{collector}/api/{{projectId}}/store", IngestEndpoint.Store, GetAndPost);
        }

        return group;
    }

    private static void MapFeedback(RouteGroupBuilder group)
    {
        const string dialog = "/api/embed/error-page";
        const string call = "/api/0/projects/{org}/{project}/user-feedback";
        group.MapMethods(dialog, [HttpMethods.Get], ReportDialog.ShowAsync);
        group.MapMethods(dialog, Post, ReportDialog.TakeAsync);
        group.MapMethods(call, Post, UserFeedbackCall.HandleAsync);
        group.MapMethods(dialog, Options, Preflight.AnswerAsync).WithMetadata(PreflightMetadata.Instance);
        group.MapMethods(call, Options, Preflight.AnswerAsync).WithMetadata(PreflightMetadata.Instance);
    }

    private static void Door(RouteGroupBuilder group, string pattern, IngestEndpoint endpoint, string[] methods)
    {
        group.MapMethods(pattern, methods, context => IntakeHandler.HandleAsync(context, endpoint));
        group.MapMethods(pattern, Options, Preflight.AnswerAsync).WithMetadata(PreflightMetadata.Instance);
    }

    /// <summary>Where the DSNs of GitLab lead: those of its two collectors, the older one under any prefix.</summary>
    private static IEnumerable<string> GitLabCollectors()
    {
        yield return "/errortracking/api/v1/projects";
        var prefix = "";
        for (var segments = 0; segments <= CollectorPrefixes; segments++)
        {
            yield return $"{prefix}/error_tracking/collector";
            prefix += $"/{{prefix{segments}}}";
        }
    }
}
