using System.Collections.Concurrent;
using System.Net;
using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>Sends events over several connections until the host is gone, and remembers what the host acknowledged and what it left open.</summary>
internal sealed class ShopLoad(Func<int> nextNumber)
{
    private readonly ConcurrentQueue<ShopEvent> _acknowledged = new();
    private readonly ConcurrentQueue<ShopEvent> _open = new();
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>Events that were answered with 200.</summary>
    public IReadOnlyCollection<ShopEvent> Acknowledged => _acknowledged;

    /// <summary>Events that were sent, and whose answer did not come: they may be stored or not.</summary>
    public IReadOnlyCollection<ShopEvent> Open => _open;

    /// <summary>Answers that a healthy host does not give.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Sends until the host stops answering or the token ends it.</summary>
    public async Task RunAsync(SampleHost host, int connections, CancellationToken stop)
    {
        using var client = CreateClient(host, connections);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => SendUntilGoneAsync(client, stop), CancellationToken.None)));
    }

    /// <summary>Sends events again, as an SDK does that has got no answer; all of them must be taken.</summary>
    public static async Task SendAgainAsync(SampleHost host, IEnumerable<ShopEvent> events)
    {
        using var client = CreateClient(host, 4);
        await Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (shopEvent, _) =>
        {
            using var response = await PostAsync(client, shopEvent);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        });
    }

    private static HttpClient CreateClient(SampleHost host, int connections)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections })
        {
            BaseAddress = new Uri(host.Url, "/api/1/envelope/"),
            Timeout = TimeSpan.FromSeconds(30),
        };
        client.DefaultRequestHeaders.Add("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_key={host.PublicKey}");
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, ShopEvent shopEvent) =>
        client.PostAsync(string.Empty, new ByteArrayContent(shopEvent.ToEnvelope()));

    private async Task SendUntilGoneAsync(HttpClient client, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var shopEvent = ShopEvent.Create(nextNumber());
            try
            {
                using var response = await PostAsync(client, shopEvent);
                Sort(shopEvent, response.StatusCode);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                _open.Enqueue(shopEvent);
                return;
            }
        }
    }

    private void Sort(ShopEvent shopEvent, HttpStatusCode status)
    {
        switch (status)
        {
            case HttpStatusCode.OK:
                _acknowledged.Enqueue(shopEvent);
                break;
            case HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable:
                _open.Enqueue(shopEvent);
                break;
            default:
                _faults.Enqueue($"{shopEvent.Id}: {(int)status}");
                break;
        }
    }
}
