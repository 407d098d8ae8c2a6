using System.Collections.Concurrent;
using System.Net;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>
/// Sends items over several connections until the host is gone, and remembers what the host acknowledged and what it left open.
/// When the host goes depends on what it has acknowledged, and only then on the clock: how fast the machine is decides nothing.
/// </summary>
/// <param name="next">Makes the next item; called by all connections at once.</param>
/// <param name="send">Sends an item and returns the status that decides about it.</param>
internal sealed class HostLoad<T>(Func<T> next, Func<HttpClient, T, Task<HttpStatusCode>> send)
{
    /// <summary>How many items are on their way at once.</summary>
    public const int Connections = 8;

    private readonly ConcurrentQueue<T> _acknowledged = new();
    private readonly ConcurrentQueue<T> _open = new();
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>Items that were answered with 200.</summary>
    public IReadOnlyCollection<T> Acknowledged => _acknowledged;

    /// <summary>Items that were sent, and whose answer did not come: they may be stored or not.</summary>
    public IReadOnlyCollection<T> Open => _open;

    /// <summary>Every item that was sent.</summary>
    public IReadOnlyList<T> Sent => [.. _acknowledged, .. _open];

    /// <summary>Answers that a healthy host does not give.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Sends until so many more are acknowledged, and then a while longer, ends the host amid the load and waits for the last connection.</summary>
    public async Task RunAsync(SampleHost host, int acknowledged, TimeSpan longer, Func<Task> end)
    {
        using var client = CreateClient(host);
        var goal = _acknowledged.Count + acknowledged;
        var sending = Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => SendUntilGoneAsync(client), CancellationToken.None)));
        await ReachAsync(goal, sending);
        await Task.Delay(longer, TestContext.Current.CancellationToken);
        await end();
        await sending;
    }

    /// <summary>Sends what is open again, as an SDK does that has got no answer, and some that were acknowledged; all of them must be taken.</summary>
    public async Task SendAgainAsync(SampleHost host, int acknowledged)
    {
        using var client = CreateClient(host);
        T[] again = [.. _open, .. _acknowledged.Take(acknowledged)];
        await Parallel.ForEachAsync(again, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (item, _) => Assert.Equal(HttpStatusCode.OK, await send(client, item)));
        while (_open.TryDequeue(out var item))
        {
            _acknowledged.Enqueue(item);
        }
    }

    private static HttpClient CreateClient(SampleHost host)
    {
        var client = new HttpClient { BaseAddress = new Uri(host.Url, "/api/1/envelope/"), Timeout = Eventually.Patience };
        client.DefaultRequestHeaders.Add("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_key={host.PublicKey}");
        return client;
    }

    private async Task ReachAsync(int goal, Task sending)
    {
        var reached = await Eventually.ReadAsync(() => Task.FromResult(_acknowledged.Count), count => count >= goal || sending.IsCompleted);
        Assert.True(reached >= goal, $"the host has acknowledged {reached} of {goal}{(sending.IsCompleted ? " and is gone by itself" : string.Empty)}");
    }

    private async Task SendUntilGoneAsync(HttpClient client)
    {
        while (true)
        {
            var item = next();
            try
            {
                Sort(item, await send(client, item));
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                _open.Enqueue(item);
                return;
            }
        }
    }

    private void Sort(T item, HttpStatusCode status)
    {
        switch (status)
        {
            case HttpStatusCode.OK:
                _acknowledged.Enqueue(item);
                break;
            case HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable:
                _open.Enqueue(item);
                break;
            default:
                _open.Enqueue(item);
                _faults.Enqueue($"{item}: {(int)status}");
                break;
        }
    }
}
