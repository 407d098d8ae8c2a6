using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.AspNetCore.Access;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.Api;

/// <summary>The way of each call: who calls, body, the call itself, at most once when it carries a key, and the answer.</summary>
internal static class ApiPipeline
{
    public static async Task InvokeAsync(HttpContext context, ApiOperation operation, ApiHandler handler)
    {
        ApiAnswer answer;
        try
        {
            answer = await AnswerAsync(context, operation, handler);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException exception)
        {
            answer = Problem.Create(exception.StatusCode, exception.Message);
        }
        catch (InvalidCursorException) when (context.Request.Query.ContainsKey("cursor"))
        {
            answer = Problem.BadRequest("cursor: is not the 'next' of a page of this list.");
        }
        catch (StorageUnavailableException exception)
        {
            answer = Problem.Create(StatusCodes.Status503ServiceUnavailable, exception.Message) with { RetryAfter = exception.RetryAfter };
        }
        catch (DamagedDocumentException exception)
        {
            LogFailure(context, exception);
            answer = Problem.Damaged(exception);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            LogFailure(context, exception);
            answer = Problem.Create(StatusCodes.Status500InternalServerError, $"The call failed; the log of the host says more under '{context.TraceIdentifier}'.");
        }

        await WriteAsync(context, answer);
    }

    public static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ETag = answer.ETag;
        response.Headers.Allow = answer.Allow;
        if (answer.Location is { } location)
        {
            response.Headers.Location = LocationOf($"{context.Request.PathBase}{context.Request.Path}".TrimEnd('/'), location);
        }

        if (answer.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        if (answer.File is { } file)
        {
            await file.WriteAsync(context);
            return;
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async ValueTask<ApiAnswer> AnswerAsync(HttpContext context, ApiOperation operation, ApiHandler handler)
    {
        var services = context.RequestServices;
        var actor = await services.GetRequiredService<IActorResolver>().ResolveAsync(context, context.RequestAborted);
        if (actor.Kind == ActorKind.Anonymous)
        {
            return Problem.Create(
                StatusCodes.Status401Unauthorized,
                "Nobody is signed in. Send what the host's authentication asks for, such as 'Authorization: Bearer <token>'.");
        }

        var limit = Math.Max(operation.BodyRoom, services.GetRequiredService<IOptions<MonitoringEndpointOptions>>().Value.MaxApiBodyBytes);
        var body = operation.IsCommand ? await ApiBody.ReadAsync(context.Request, limit) : ReadOnlyMemory<byte>.Empty;
        if (body is null)
        {
            return Problem.Create(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {limit} bytes.");
        }

        var call = new ApiCall(context, actor, body.Value);
        return operation.IsCommand ? await Idempotency.OnceAsync(call, once => IfMatch.TryEachAsync(once, handler)) : await handler(call);
    }

    private static void LogFailure(HttpContext context, Exception exception)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Monitoring.AspNetCore.Api");
        Log.ApiCallFailed(logger, exception, context.Request.Method, context.Request.Path);
    }

    private static string LocationOf(string request, string location)
    {
        if (!location.StartsWith(ApiAnswer.Beside, StringComparison.Ordinal))
        {
            return $"{request}/{Uri.EscapeDataString(location)}";
        }

        var beside = location[ApiAnswer.Beside.Length..].Split('/').Select(Uri.EscapeDataString);
        return $"{request[..request.LastIndexOf('/')]}/{string.Join('/', beside)}";
    }
}
