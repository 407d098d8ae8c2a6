using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.Access;
using Monitoring.AspNetCore.Access;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.Api;

/// <summary>The way of each call, of whichever API: who calls, the body, the call itself, and the answer. Here alone it is said which fault becomes which answer.</summary>
internal static class CallRunner
{
    /// <summary>Does a call and writes its answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="form">How the API writes faults.</param>
    /// <param name="bodyLimit">How many bytes of a body are read; 0 for a call that has none or reads it itself.</param>
    /// <param name="handler">Does the call.</param>
    public static async Task RunAsync(HttpContext context, CallForm form, int bodyLimit, ApiHandler handler)
    {
        ApiAnswer answer;
        try
        {
            answer = await AnswerAsync(context, form, bodyLimit, handler);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is BadHttpRequestException or not IOException)
        {
            var fault = FaultOf(exception, context);
            if (fault.Kind is CallFaultKind.Damaged or CallFaultKind.Failed)
            {
                var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(form.LogName);
                Log.ApiCallFailed(logger, exception, context.Request.Method, context.Request.Path);
            }

            answer = Write(form, fault);
        }

        await answer.WriteAsync(context);
    }

    private static async ValueTask<ApiAnswer> AnswerAsync(HttpContext context, CallForm form, int bodyLimit, ApiHandler handler)
    {
        var actor = await context.RequestServices.GetRequiredService<IActorResolver>().ResolveAsync(context, context.RequestAborted);
        if (actor.Kind == ActorKind.Anonymous)
        {
            return Write(form, Fault(CallFaultKind.Anonymous, StatusCodes.Status401Unauthorized, $"Nobody is signed in. {form.SignIn}"));
        }

        var body = bodyLimit == 0 ? ReadOnlyMemory<byte>.Empty : await ApiBody.ReadAsync(context.Request, bodyLimit);
        return body is null
            ? Write(form, Fault(CallFaultKind.BadRequest, StatusCodes.Status413PayloadTooLarge, $"The body is longer than {bodyLimit} bytes."))
            : await handler(new ApiCall(context, actor, body.Value));
    }

    private static CallFault FaultOf(Exception exception, HttpContext context) => exception switch
    {
        BadHttpRequestException bad => Fault(CallFaultKind.BadRequest, bad.StatusCode, bad.Message),
        InvalidCursorException when context.Request.Query.ContainsKey("cursor") =>
            Fault(CallFaultKind.Cursor, StatusCodes.Status400BadRequest, "cursor: is none that a page of this list answered with."),
        StorageUnavailableException unavailable =>
            Fault(CallFaultKind.Unavailable, StatusCodes.Status503ServiceUnavailable, unavailable.Message) with { RetryAfter = unavailable.RetryAfter },
        DamagedDocumentException damaged => Fault(CallFaultKind.Damaged, StatusCodes.Status409Conflict, DetailOf(damaged)),
        _ => Fault(
            CallFaultKind.Failed, StatusCodes.Status500InternalServerError, $"The call failed; the log of the host says more under '{context.TraceIdentifier}'."),
    };

    /// <summary>Records of the host are not named: they are read before it is known who may see them.</summary>
    private static string DetailOf(DamagedDocumentException exception)
    {
        if (exception.Partition == Partition.Host)
        {
            return $"The stored '{exception.Type.Name}' record of the host cannot be read: it is damaged, or written by a newer version. Restore it from a backup, or use the newer version.";
        }

        return $"The stored '{exception.Type.Name}' record '{Problem.Short(exception.Key)}' cannot be read: it is damaged, or written by a newer version. Restore it from a backup, " +
            $"use the newer version, or delete it. Maintainers see it as it is in projects/{exception.Partition}/damaged-records.";
    }

    private static CallFault Fault(CallFaultKind kind, int status, string detail) => new() { Kind = kind, Status = status, Detail = detail };

    private static ApiAnswer Write(CallForm form, CallFault fault) => form.Write(fault) with { RetryAfter = fault.RetryAfter };
}
