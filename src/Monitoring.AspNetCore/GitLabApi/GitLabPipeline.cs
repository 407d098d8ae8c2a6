using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.Access;
using Monitoring.AspNetCore.Access;
using Monitoring.AspNetCore.Api;
using Monitoring.Storage;

namespace Monitoring.AspNetCore.GitLabApi;

/// <summary>The way of a call of GitLab's API: who calls, the body, the call itself, the answer.</summary>
internal static class GitLabPipeline
{
    private const int MaxBodyBytes = 64 * 1024;

    public static async Task InvokeAsync(HttpContext context, ApiHandler handler)
    {
        ApiAnswer answer;
        try
        {
            answer = await AnswerAsync(context, handler);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException exception)
        {
            answer = GitLabAnswer.Error(exception.StatusCode, exception.Message);
        }
        catch (InvalidDataException)
        {
            answer = GitLabAnswer.Error(StatusCodes.Status400BadRequest, "400 Bad request - The form cannot be read");
        }
        catch (StorageUnavailableException exception)
        {
            answer = GitLabAnswer.Message(StatusCodes.Status503ServiceUnavailable, "503 Service Unavailable") with { RetryAfter = exception.RetryAfter };
        }
        catch (Exception exception) when (exception is not IOException)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Monitoring.AspNetCore.GitLabApi");
            Log.ApiCallFailed(logger, exception, context.Request.Method, context.Request.Path);
            answer = GitLabAnswer.Message(StatusCodes.Status500InternalServerError, "500 Internal Server Error");
        }

        await ApiPipeline.WriteAsync(context, answer);
    }

    private static async ValueTask<ApiAnswer> AnswerAsync(HttpContext context, ApiHandler handler)
    {
        var actor = await context.RequestServices.GetRequiredService<IActorResolver>().ResolveAsync(context, context.RequestAborted);
        if (actor.Kind == ActorKind.Anonymous)
        {
            return GitLabAnswer.Message(StatusCodes.Status401Unauthorized, "401 Unauthorized");
        }

        var body = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? ReadOnlyMemory<byte>.Empty
            : await ApiBody.ReadAsync(context.Request, MaxBodyBytes);
        return body is null
            ? GitLabAnswer.Error(StatusCodes.Status413PayloadTooLarge, $"the body is longer than {MaxBodyBytes} bytes")
            : await handler(new ApiCall(context, actor, body.Value));
    }
}
