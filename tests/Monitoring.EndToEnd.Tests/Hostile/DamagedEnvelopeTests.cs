using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>Recorded requests of real SDKs: taken as they are, and survived when they are damaged.</summary>
public sealed class DamagedEnvelopeTests(HostileHost hostile, ITestOutputHelper output)
{
    private static readonly int[] Expected = [200, 400, 413];

    [Fact]
    public Task Recorded_requests_are_taken() => hostile.RunAsync(async host =>
    {
        using var client = Client(host);
        var refused = new List<string>();
        foreach (var payload in CorpusPayloads.All.Where(payload => payload.RequestPath is not null))
        {
            using var response = await client.SendAsync(Replay(host, payload, Body(host, payload)));
            if ((int)response.StatusCode != 200)
            {
                refused.Add($"{payload.Path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }
        }

        Assert.Empty(refused);
    });

    [Fact]
    public Task Damaged_requests_are_taken_or_refused_and_never_hurt() => hostile.RunAsync(async host =>
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var recorded = CorpusPayloads.All.Where(payload => payload.RequestPath is not null).ToArray();
        using var client = Client(host);
        for (var count = 0; count < Scale.Count(1500, 100_000); count++)
        {
            var payload = recorded[random.Next(recorded.Length)];
            var damaged = Mutations.Damage(random, payload.DecodedFor(host.Dsn), recorded[random.Next(recorded.Length)].Decoded.ToArray());
            using var response = await client.SendAsync(Replay(host, payload, (damaged, null)));
            Assert.True(Expected.Contains((int)response.StatusCode), $"seed {seed}, case {count}, {payload.Path}: {(int)response.StatusCode}\n{host.Process.Output}");
        }

        foreach (var issue in await host.Api.ListIssuesAsync())
        {
            foreach (var stored in (await host.Api.ListAsync($"issues/{issue["id"]}/events")).Take(20))
            {
                await host.Api.GetEventAsync((string)stored["id"]!);
                await host.Api.GetRawEventAsync((string)stored["id"]!);
            }
        }

        Assert.InRange(host.ResidentBytes(), 1, 1024L * 1024 * 1024);
    });

    private static HttpClient Client(SampleHost host) => new() { BaseAddress = host.Url, Timeout = Eventually.Patience };

    /// <summary>The body byte by byte as it was sent, unless it names the DSN of the host that it was recorded with.</summary>
    private static (byte[] Bytes, string? Encoding) Body(SampleHost host, CorpusPayload payload)
    {
        var readdressed = payload.DecodedFor(host.Dsn);
        return readdressed.AsSpan().SequenceEqual(payload.Decoded.Span)
            ? (payload.Body.ToArray(), payload.RequestHeaders.GetValueOrDefault("content-encoding"))
            : (readdressed, null);
    }

    private static HttpRequestMessage Replay(SampleHost host, CorpusPayload payload, (byte[] Bytes, string? Encoding) body)
    {
        var path = payload.RequestPath!.Contains("/store", StringComparison.Ordinal) ? "/api/1/store/" : "/api/1/envelope/";
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body.Bytes) };
        request.Headers.Add("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_key={host.PublicKey}");
        if (body.Encoding is { Length: > 0 } encoding)
        {
            request.Content.Headers.Add("Content-Encoding", encoding);
        }

        return request;
    }
}
