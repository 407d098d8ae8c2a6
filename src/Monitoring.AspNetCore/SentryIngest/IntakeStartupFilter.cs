using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>
/// Runs before the host's own pipeline, for what routing and the host's CORS policy would otherwise decide: double slashes in
/// intake paths, and preflight requests of browsers, which a policy for the host's own pages would refuse.
/// </summary>
internal sealed class IntakeStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(next => context =>
        {
            Prepare(context.Request);
            return next(context);
        });
        next(app);
    };

    private static void Prepare(HttpRequest request)
    {
        if (request.Path.Value is not { Length: > 0 } path)
        {
            return;
        }

        if (IntakePath.Fold(path) is { } folded)
        {
            request.Path = path = folded;
        }

        // Without this header the request is no preflight for the CORS middleware, and reaches the endpoint that answers it.
        if (HttpMethods.IsOptions(request.Method) && IntakePath.IsIntake(path))
        {
            request.Headers.AccessControlRequestMethod = default;
        }
    }
}
