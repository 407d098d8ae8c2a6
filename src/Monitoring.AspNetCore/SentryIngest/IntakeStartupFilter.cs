using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>
/// Stands around the host's own pipeline, for what routing and the host's CORS policy would otherwise decide: double slashes in
/// intake paths, and preflight requests of browsers, which a policy for the host's own pages would refuse.
/// </summary>
internal sealed class IntakeStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(next => context =>
        {
            if (context.Request.Path.Value is { Length: > 0 } path && IntakePath.Fold(path) is { } folded)
            {
                context.Request.Path = folded;
            }

            return HttpMethods.IsOptions(context.Request.Method) ? PreflightAsync(context, next) : next(context);
        });
        next(app);
    };

    private static async Task PreflightAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        Preflight.Correct(context);
    }
}
