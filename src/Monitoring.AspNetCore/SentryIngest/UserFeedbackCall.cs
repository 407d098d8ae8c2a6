using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Sentry's old web call for feedback, <c>POST /api/0/projects/{org}/{project}/user-feedback/</c>, which a page calls with its DSN.</summary>
internal static class UserFeedbackCall
{
    private const string Scheme = "DSN ";

    public static async Task HandleAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !Dsn.TryParse(header[Scheme.Length..].Trim(), out var dsn))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "missing_auth", "Send 'Authorization: DSN <the DSN>'.");
        }
        else if (!await IsOfAsync(context, dsn.ProjectId))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "project_id", "The DSN does not belong to the project in the path.");
        }
        else
        {
            await IntakeHandler.HandleAsync(context, IngestEndpoint.UserReport, request => ReportDialog.ByDsn(request, dsn.ToString()) with { Authorization = [] });
        }
    }

    /// <summary>Whether the path names the project, by its slug or its number.</summary>
    private static async ValueTask<bool> IsOfAsync(HttpContext context, ProjectId id)
    {
        var slug = (context.Request.RouteValues["project"] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var organization = (context.Request.RouteValues["org"] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (slug == id.ToString())
        {
            return true;
        }

        var project = await context.RequestServices.GetRequiredService<IProjectDirectory>().FindAsync(id, context.RequestAborted);
        return $"{organization}/{slug}".Equals(project?.Path, StringComparison.OrdinalIgnoreCase);
    }

    private static Task RefuseAsync(HttpContext context, int status, string name, string message)
    {
        IntakeCors.Allow(context.Response);
        context.Response.StatusCode = status;
        return IntakeAnswer.WriteErrorAsync(context.Response, name, [message]);
    }
}
