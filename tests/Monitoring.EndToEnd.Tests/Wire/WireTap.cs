using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Wire;

/// <summary>
/// Stands between a client and the host, hands everything on unchanged and keeps a copy: what an SDK really sent is known without asking the host.
/// </summary>
internal sealed class WireTap : IAsyncDisposable
{
    private static readonly string[] NotForwarded = ["Host", "Connection", "Transfer-Encoding", "Content-Length", "Expect", "Keep-Alive"];

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly ConcurrentQueue<TappedRequest> _requests = new();

    private WireTap(WebApplication app, Uri target)
    {
        _app = app;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = target, Timeout = Eventually.Patience };
    }

    public Uri Url => new(_app.Urls.Single());

    public IReadOnlyList<TappedRequest> Requests => [.. _requests];

    public static async Task<WireTap> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var tap = new WireTap(builder.Build(), target);
        tap._app.Run(tap.ForwardAsync);
        await tap._app.StartAsync();
        return tap;
    }

    /// <summary>The event with this id as it was sent; fails when none was sent, and when the host did not answer 200.</summary>
    public JsonObject SentEvent(string eventId)
    {
        foreach (var request in Requests.Where(request => request.Method == "POST"))
        {
            var sent = request.Items().Where(item => item.Type == "event").Select(item => item.Json()).FirstOrDefault(item => (string?)item["event_id"] == eventId);
            if (sent is not null)
            {
                Assert.True(request.Status == 200, $"the host answered {request.Status} {request.Answer}");
                return sent;
            }
        }

        throw new InvalidOperationException(
            $"No event {eventId} among {Requests.Count} requests: {string.Join(", ", Requests.Select(request => $"{request.Method} {request.PathAndQuery} {request.Status}"))}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var received = new MemoryStream();
        await context.Request.Body.CopyToAsync(received, context.RequestAborted);
        var body = received.ToArray();

        using var request = Copy(context.Request, body);
        using var response = await _client.SendAsync(request, context.RequestAborted);
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        _requests.Enqueue(new TappedRequest
        {
            Method = context.Request.Method,
            PathAndQuery = context.Request.GetEncodedPathAndQuery(),
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = TappedRequest.Decode(body, context.Request.Headers.ContentEncoding),
            Status = (int)response.StatusCode,
            Answer = Encoding.UTF8.GetString(answer),
        });

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(header => IsForwarded(header.Key)))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private static HttpRequestMessage Copy(HttpRequest received, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(received.Method), received.GetEncodedPathAndQuery());
        if (received.Method == HttpMethod.Post.Method)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var header in received.Headers.Where(header => IsForwarded(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
            }
        }

        return request;
    }

    private static bool IsForwarded(string header) => !NotForwarded.Contains(header, StringComparer.OrdinalIgnoreCase);
}
