using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monitoring.AspNetCore.Api;

/// <summary>The way of each call of the product API: a command is done at most once when it carries a key, and for the version that it names.</summary>
internal static class ApiPipeline
{
    private static readonly CallForm Form = new()
    {
        LogName = "Monitoring.AspNetCore.Api",
        SignIn = "Send what the host's authentication asks for, such as 'Authorization: Bearer <token>'.",
        Write = fault => Problem.Create(fault.Status, fault.Detail),
    };

    public static Task InvokeAsync(HttpContext context, ApiOperation operation, ApiHandler handler)
    {
        if (!operation.IsCommand)
        {
            return CallRunner.RunAsync(context, Form, bodyLimit: 0, handler);
        }

        var options = context.RequestServices.GetRequiredService<IOptions<MonitoringEndpointOptions>>().Value;
        return CallRunner.RunAsync(
            context, Form, Math.Max(operation.BodyRoom, options.MaxApiBodyBytes), call => Idempotency.OnceAsync(call, once => IfMatch.TryEachAsync(once, handler)));
    }
}
