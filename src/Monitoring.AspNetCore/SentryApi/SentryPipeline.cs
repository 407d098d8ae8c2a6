using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.Access;
using Monitoring.AspNetCore.Access;
using Monitoring.AspNetCore.Api;
using Monitoring.Storage;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>The way of a call of Sentry's web API: who calls, the body, the call itself, the answer.</summary>
internal static class SentryPipeline
{
    /// <summary>Commits of a release with their files are the longest that is sent as JSON.</summary>
    private const int MaxBodyBytes = BodyRoom.Commits;

    public static async Task InvokeAsync(HttpContext context, bool readsBody, ApiHandler handler)
    {
        ApiAnswer answer;
        try
        {
            answer = await AnswerAsync(context, readsBody, handler);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException exception)
        {
            answer = SentryAnswer.Error(exception.StatusCode, exception.Message);
        }
        catch (InvalidCursorException) when (context.Request.Query.ContainsKey("cursor"))
        {
            answer = SentryAnswer.Error(StatusCodes.Status400BadRequest, "cursor: is not one of this list.");
        }
        catch (StorageUnavailableException exception)
        {
            answer = SentryAnswer.Error(StatusCodes.Status503ServiceUnavailable, exception.Message) with { RetryAfter = exception.RetryAfter };
        }
        catch (Exception exception) when (exception is not IOException)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Monitoring.AspNetCore.SentryApi");
            Log.ApiCallFailed(logger, exception, context.Request.Method, context.Request.Path);
            answer = SentryAnswer.Error(StatusCodes.Status500InternalServerError, "The call failed; the log of the host says more.");
        }

        await ApiPipeline.WriteAsync(context, answer);
    }

    private static async ValueTask<ApiAnswer> AnswerAsync(HttpContext context, bool readsBody, ApiHandler handler)
    {
        var actor = await context.RequestServices.GetRequiredService<IActorResolver>().ResolveAsync(context, context.RequestAborted);
        if (actor.Kind == ActorKind.Anonymous)
        {
            return SentryAnswer.Error(StatusCodes.Status401Unauthorized, "Nobody is signed in. Set SENTRY_AUTH_TOKEN to a token of this host.");
        }

        var body = readsBody ? await ApiBody.ReadAsync(context.Request, MaxBodyBytes) : ReadOnlyMemory<byte>.Empty;
        return body is null
            ? SentryAnswer.Error(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {MaxBodyBytes} bytes.")
            : await handler(new ApiCall(context, actor, body.Value));
    }
}
