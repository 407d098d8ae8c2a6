using System.Diagnostics;
using Monitoring.LoadTest.Hosting;
using Monitoring.LoadTest.Traffic;

namespace Monitoring.LoadTest.Driving;

/// <summary>Sends requests to a host.</summary>
internal static class Driver
{
    /// <summary>Sends all requests over some connections, each connection the next as soon as it has an answer.</summary>
    public static async Task<Round> LoadAsync(HostProcess host, IReadOnlyList<TrafficRequest> requests, int connections)
    {
        var next = -1;
        var (accepted, events) = (0, 0);
        var ticks = new long[requests.Count];
        var before = host.ProcessorTime();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendAsync)));
        return new Round
        {
            Elapsed = Stopwatch.GetElapsedTime(started),
            Accepted = accepted,
            Events = events,
            Refused = requests.Count - accepted,
            HostTime = host.ProcessorTime() - before,
            ResidentBytes = host.ResidentBytes(),
            Latencies = new Latencies(ticks),
        };

        async Task SendAsync()
        {
            using var connection = await HttpConnection.OpenAsync(host.Url);
            for (var index = Interlocked.Increment(ref next); index < requests.Count; index = Interlocked.Increment(ref next))
            {
                var sent = Stopwatch.GetTimestamp();
                var status = await connection.ExchangeAsync(requests[index].Bytes);
                ticks[index] = Stopwatch.GetTimestamp() - sent;
                if (status == 200)
                {
                    Interlocked.Increment(ref accepted);
                    Interlocked.Add(ref events, requests[index].Events);
                }
            }
        }
    }

    /// <summary>One client that sends a request now and then to a host that has nothing else to do.</summary>
    public static async Task<Latencies> WhisperAsync(HostProcess host, IReadOnlyList<TrafficRequest> requests, TimeSpan pause)
    {
        using var connection = await HttpConnection.OpenAsync(host.Url);
        var ticks = new List<long>();
        foreach (var request in requests)
        {
            await Task.Delay(pause);
            var sent = Stopwatch.GetTimestamp();
            var status = await connection.ExchangeAsync(request.Bytes);
            ticks.Add(Stopwatch.GetTimestamp() - sent);
            if (status != 200)
            {
                throw new InvalidOperationException($"The quiet client was answered with {status}.");
            }
        }

        return new Latencies(ticks);
    }
}
