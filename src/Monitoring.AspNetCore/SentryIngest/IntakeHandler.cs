using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Monitoring.ErrorTracking;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Hands a request over to <see cref="IErrorIngestor"/> as it came, and writes the answer.</summary>
internal static class IntakeHandler
{
    public static Task HandleAsync(HttpContext context, IngestEndpoint endpoint) => HandleAsync(context, endpoint, static request => request);

    /// <summary>Hands a request over.</summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">What its path takes.</param>
    /// <param name="complete">Adds what stands where only this path has it.</param>
    public static async Task HandleAsync(HttpContext context, IngestEndpoint endpoint, Func<IngestRequest, IngestRequest> complete)
    {
        IntakeCors.Allow(context.Response);
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptions<MonitoringEndpointOptions>>().Value;
        await using var body = new IntakeBody(BodyOf(context.Request), options.IntakeBodyTimeout, services.GetRequiredService<TimeProvider>());
        IngestOutcome outcome;
        try
        {
            outcome = await services.GetRequiredService<IErrorIngestor>().IngestAsync(complete(Request(context, endpoint, body)), context.RequestAborted);
        }
        catch (BadHttpRequestException exception)
        {
            services.GetRequiredService<IntakeLog>().Broken(context.Request.Path, exception.Message);
            var broken = BrokenBody.Of(exception);
            context.Response.StatusCode = exception.StatusCode;
            await IntakeAnswer.WriteErrorAsync(context.Response, broken.Name, [broken.Message]);
            return;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await IntakeAnswer.WriteAsync(context, endpoint, outcome);
    }

    private static IngestRequest Request(HttpContext context, IngestEndpoint endpoint, Stream body)
    {
        var request = context.Request;
        return new IngestRequest
        {
            Endpoint = endpoint,
            Project = request.RouteValues["projectId"] as string,
            PathKey = request.RouteValues["publicKey"] as string,
            MonitorSlug = request.RouteValues["monitorSlug"] as string,
            EventId = request.RouteValues["eventId"] as string,
            Body = body,
            ContentLength = request.ContentLength,
            ContentEncoding = Single(request.Headers.ContentEncoding),
            ContentType = Single(request.Headers.ContentType),
            SentryAuth = All(request.Headers["X-Sentry-Auth"]),
            Authorization = All(request.Headers.Authorization),
            Query = request.QueryString.Value,
            Origin = Single(request.Headers.Origin),
            UserAgent = Single(request.Headers.UserAgent),
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString(),
        };
    }

    /// <summary>The body, or with GET what stands in the query.</summary>
    private static PipeReader BodyOf(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return PipeReader.Create(new ReadOnlySequence<byte>(System.Text.Encoding.UTF8.GetBytes(request.Query["sentry_data"].ToString())));
        }

        // The ingestor has a limit of its own, with a reason that SDKs read; the server's may be far below an envelope with attachments.
        // Some is left above it, so that a sender that is only a little over the limit can finish and hear the reason.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = 2L * request.HttpContext.RequestServices.GetRequiredService<IOptions<ErrorTrackingOptions>>().Value.MaxBodyBytes;
        }

        return request.BodyReader;
    }

    private static string? Single(StringValues values) => values.Count == 0 ? null : values.ToString();

    private static ImmutableArray<string> All(StringValues values) => values.Count == 0 ? [] : [.. values.OfType<string>()];
}
