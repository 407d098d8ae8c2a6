using Microsoft.AspNetCore.Routing;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.Api.AlertRules;
using Monitoring.AspNetCore.Api.Archives;
using Monitoring.AspNetCore.Api.Attachments;
using Monitoring.AspNetCore.Api.Audit;
using Monitoring.AspNetCore.Api.Backends;
using Monitoring.AspNetCore.Api.BulkChanges;
using Monitoring.AspNetCore.Api.Damage;
using Monitoring.AspNetCore.Api.Discards;
using Monitoring.AspNetCore.Api.Events;
using Monitoring.AspNetCore.Api.Feedback;
using Monitoring.AspNetCore.Api.Filters;
using Monitoring.AspNetCore.Api.Grouping;
using Monitoring.AspNetCore.Api.Issues;
using Monitoring.AspNetCore.Api.Keys;
using Monitoring.AspNetCore.Api.Logs;
using Monitoring.AspNetCore.Api.Members;
using Monitoring.AspNetCore.Api.Metrics;
using Monitoring.AspNetCore.Api.Monitors;
using Monitoring.AspNetCore.Api.Outcomes;
using Monitoring.AspNetCore.Api.Ownership;
using Monitoring.AspNetCore.Api.Projects;
using Monitoring.AspNetCore.Api.Quotas;
using Monitoring.AspNetCore.Api.Releases;
using Monitoring.AspNetCore.Api.Retention;
using Monitoring.AspNetCore.Api.Sampling;
using Monitoring.AspNetCore.Api.Scrubbing;
using Monitoring.AspNetCore.Api.Sessions;
using Monitoring.AspNetCore.Api.SourceContext;
using Monitoring.AspNetCore.Api.SourceMaps;
using Monitoring.AspNetCore.Api.Tracing;
using Monitoring.AspNetCore.Api.Triage;
using Monitoring.AspNetCore.Dashboard;
using Monitoring.AspNetCore.GitLabApi;
using Monitoring.AspNetCore.Health;
using Monitoring.AspNetCore.OpenApi;
using Monitoring.AspNetCore.SentryApi;
using Monitoring.AspNetCore.SentryApi.Events;
using Monitoring.AspNetCore.SentryApi.Issues;
using Monitoring.AspNetCore.SentryApi.Projects;
using Monitoring.AspNetCore.SentryApi.Releases;
using Monitoring.AspNetCore.SentryApi.Uploads;
using Monitoring.AspNetCore.SentryIngest;
using Monitoring.AspNetCore.Startup;
using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.Backends;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Sessions;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Tracing;
using Monitoring.Projects;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints of Monitoring.</summary>
public static class MonitoringEndpointRouteBuilderExtensions
{
    private const string Registered = "services.AddMonitoring().AddAspNetCore()";

    /// <summary>
    /// Maps everything that the host has registered: the product API, the page at <c>/monitoring/</c> that leads to it, the intake of Sentry
    /// SDKs, Sentry's web API and GitLab's calls for error tracking when that is there, and health checks.
    /// </summary>
    /// <param name="endpoints">The application, or a group of it: everything works under a prefix and behind a PathBase.</param>
    /// <returns>
    /// A builder whose conventions reach the page, the product API and the calls of Sentry's and GitLab's API alone, such as <c>RequireAuthorization()</c>. Intake
    /// authenticates senders by their keys, and health checks are open.
    /// </returns>
    /// <remarks>
    /// Outside Development the host does not start while the page or the product API has neither an authorization policy nor an explicit
    /// <c>AllowAnonymous()</c>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Services are missing; the message names the call that registers them.</exception>
    public static IEndpointConventionBuilder MapMonitoring(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var api = endpoints.MapMonitoringApi();
        var page = LandingPage.Map(endpoints);
        endpoints.MapMonitoringHealth();
        if (!endpoints.Has<IErrorIngestor>())
        {
            return new JoinedConventions(page, api);
        }

        endpoints.MapSentryIngest();
        return new JoinedConventions(page, api, endpoints.MapSentryApi(), endpoints.MapGitLabApi());
    }

    /// <summary>Maps the product API at <c>/monitoring/api/v1</c> and its OpenAPI document at <c>/monitoring/openapi/v1.json</c>.</summary>
    /// <param name="endpoints">The application, or a group of it.</param>
    /// <returns>A builder whose conventions reach each call and the document; see <see cref="MapMonitoring"/> on authorization.</returns>
    /// <exception cref="InvalidOperationException">Services are missing; the message names the call that registers them.</exception>
    public static IEndpointConventionBuilder MapMonitoringApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.Require<EndpointServices>("The product API", Registered);
        endpoints.Require<IProjectDirectory>("The product API", Registered);
        var group = endpoints.MapGroup("/monitoring");
        group.WithMetadata(GuardedEndpointMetadata.Instance);
        var api = new ApiGroup(group.MapGroup("/api/v1"));
        ProjectEndpoints.Map(api);
        KeyEndpoints.Map(api);
        MemberEndpoints.Map(api);
        if (endpoints.Has<IIssues>())
        {
            IssueEndpoints.Map(api);
            IssueCountEndpoints.Map(api);
            SimilarIssueEndpoints.Map(api);
            IssueHistoryEndpoints.Map(api);
            DiscardEndpoints.Map(api);
            CommentEndpoints.Map(api);
            LinkEndpoints.Map(api);
            OwnershipEndpoints.Map(api);
            RetentionEndpoints.Map(api);
            EventEndpoints.Map(api);
            EventChangeEndpoints.Map(api);
            BulkEndpoints.Map(api);
            AttachmentEndpoints.Map(api);
            AttachmentSettingsEndpoints.Map(api);
            FeedbackEndpoints.Map(api);
            ReleaseEndpoints.Map(api);
            ReleasePartEndpoints.Map(api);
            SourceMapEndpoints.Map(api);
            SourceContextEndpoints.Map(api);
            OutcomeEndpoints.Map(api);
            GroupingEndpoints.Map(api);
            ScrubbingEndpoints.Map(api);
            QuotaEndpoints.Map(api);
            SamplingEndpoints.Map(api);
            FilterEndpoints.Map(api);
            GroupingTrialEndpoints.Map(api);
            BackendEndpoints.Map(api);
            BackendIssueEndpoints.Map(api);
        }

        if (endpoints.Has<IMonitors>())
        {
            MonitorEndpoints.Map(api);
        }

        if (endpoints.Has<IAlertRules>())
        {
            AlertRuleEndpoints.Map(api);
        }

        if (endpoints.Has<ITransactions>())
        {
            TracingEndpoints.Map(api);
            MetricEndpoints.Map(api);
            LogEndpoints.Map(api);
        }

        if (endpoints.Has<IReleaseHealth>())
        {
            SessionEndpoints.Map(api);
        }

        ArchiveEndpoints.Map(api);
        DamageEndpoints.Map(api);
        AuditEndpoints.Map(api);
        api.MapRest();
        group.MapGet("/openapi/v1.json", context => OpenApiDocument.WriteAsync(context, api.Operations));
        return group;
    }

    /// <summary>
    /// Maps the intake of Sentry SDKs at the paths that they derive from a DSN, such as <c>/api/1/envelope/</c>, and those of a GitLab
    /// DSN.
    /// </summary>
    /// <param name="endpoints">The application, or a group of it; the group's prefix is then the path of the DSNs.</param>
    /// <returns>A builder for conventions such as <c>RequireHost</c>. Senders authenticate by their keys; the endpoints allow anonymous requests.</returns>
    /// <exception cref="InvalidOperationException">Services are missing; the message names the call that registers them.</exception>
    public static IEndpointConventionBuilder MapSentryIngest(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.Require<EndpointServices>("The intake of Sentry SDKs", Registered);
        endpoints.Require<IErrorIngestor>("The intake of Sentry SDKs", "services.AddMonitoring().AddErrorTracking()");
        return IntakeEndpoints.Map(endpoints);
    }

    /// <summary>
    /// Maps the part of Sentry's web API below <c>/api/0</c> that sentry-cli, the plug-ins of bundlers and programs that read and change issues call: organisations,
    /// projects, issues, events, releases, deploys, commits and the upload of source maps.
    /// </summary>
    /// <param name="endpoints">The application, or a group of it; the group's prefix belongs to the address that sentry-cli is given.</param>
    /// <returns>A builder whose conventions reach each call; see <see cref="MapMonitoring"/> on authorization.</returns>
    /// <exception cref="InvalidOperationException">Services are missing; the message names the call that registers them.</exception>
    public static IEndpointConventionBuilder MapSentryApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.Require<EndpointServices>("The web API for sentry-cli", Registered);
        endpoints.Require<IReleases>("The web API for sentry-cli", "services.AddMonitoring().AddErrorTracking()");
        var routes = new SentryRoutes(endpoints);
        SentryApiEndpoints.Map(routes);
        SentryReleaseEndpoints.Map(routes);
        SentryUploadEndpoints.Map(routes);
        SentryProjectEndpoints.Map(routes);
        SentryIssueEndpoints.Map(routes);
        SentryEventEndpoints.Map(routes);
        return routes.Conventions;
    }

    /// <summary>
    /// Maps GitLab's calls for the settings of error tracking and its client keys, below <c>/api/v4/projects/{id}/error_tracking</c>, for automation that was written for GitLab.
    /// </summary>
    /// <param name="endpoints">The application, or a group of it.</param>
    /// <returns>A builder whose conventions reach each call; see <see cref="MapMonitoring"/> on authorization.</returns>
    /// <remarks>Who calls is the matter of the host's authentication; <see cref="Monitoring.AspNetCore.Access.RequestToken"/> finds the token where GitLab's clients put it.</remarks>
    /// <exception cref="InvalidOperationException">Services are missing; the message names the call that registers them.</exception>
    public static IEndpointConventionBuilder MapGitLabApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.Require<EndpointServices>("GitLab's API for error tracking", Registered);
        endpoints.Require<IErrorTrackingBackendSettings>("GitLab's API for error tracking", "services.AddMonitoring().AddErrorTracking()");
        return GitLabApiEndpoints.Map(endpoints);
    }

    /// <summary>
    /// Maps the health checks of an orchestrator: whether the process lives, and whether the stores take writes. The paths are
    /// settings: <see cref="Monitoring.AspNetCore.MonitoringEndpointOptions.LivePath"/> and
    /// <see cref="Monitoring.AspNetCore.MonitoringEndpointOptions.ReadyPath"/>.
    /// </summary>
    /// <param name="endpoints">The application, or a group of it.</param>
    /// <returns>A builder for conventions such as <c>RequireHost</c>; the endpoints allow anonymous requests.</returns>
    /// <exception cref="InvalidOperationException">Services are missing; the message names the call that registers them.</exception>
    public static IEndpointConventionBuilder MapMonitoringHealth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.Require<EndpointServices>("The health checks", Registered);
        return HealthEndpoints.Map(endpoints);
    }
}
