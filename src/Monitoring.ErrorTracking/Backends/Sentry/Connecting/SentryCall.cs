using System.Net.Http.Headers;

namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>A call to a Sentry server.</summary>
internal sealed record SentryCall
{
    public required HttpMethod Method { get; init; }

    public required Uri Url { get; init; }

    public required string Token { get; init; }

    /// <summary>JSON; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Url) { Version = System.Net.HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Monitoring", null));
        if (!Body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return request;
    }
}
