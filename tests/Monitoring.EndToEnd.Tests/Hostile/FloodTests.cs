using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>Bodies that grow without end, slowly or while they are unpacked: refused early, with the host's memory bounded.</summary>
public sealed class FloodTests(HostileHost hostile)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Far above what a host that works normally uses, far below what the bodies would take.</summary>
    private const long MemoryLimit = 1024 * MiB;

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public Task A_decompression_bomb_is_refused_in_bounded_memory(string encoding) => hostile.RunAsync(async host =>
    {
        var id = Guid.NewGuid().ToString("N");
        var bomb = Compression.Compress(encoding, RawRequest.Envelope(id, "{}"), 2048 * MiB);
        var request = RawRequest.Post("/api/1/envelope/", bomb, Key(host), $"Content-Encoding: {encoding}");
        var invalid = await host.Api.CountOutcomesAsync("invalid");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RawConnection.ExchangeAsync(host.Url, request)));

        Assert.All(answers, answer => Assert.True(answer?.Status is 413 or 429, $"{answer}"));
        Assert.Contains(answers, answer => answer!.Status == 413);
        Assert.Null(await host.Api.FindEventAsync(id));
        Assert.True(await host.Api.CountOutcomesAsync("invalid") > invalid);
        await AssertHealthyAsync(host);
    });

    [Fact]
    public Task A_body_that_claims_too_much_is_refused_before_it_is_sent() => hostile.RunAsync(async host =>
    {
        await using var connection = await RawConnection.OpenAsync(host.Url);
        await connection.TrySendAsync(RawRequest.Head("/api/1/envelope/", Key(host), "Content-Length: 4000000000"));

        var answer = await connection.ReadAsync();

        Assert.Equal(413, answer?.Status);
        Assert.NotNull(answer!.SentryError);
        await AssertHealthyAsync(host);
    });

    [Fact]
    public Task A_chunked_body_without_end_is_cut() => hostile.RunAsync(async host =>
    {
        await using var connection = await RawConnection.OpenAsync(host.Url);
        await connection.TrySendAsync(RawRequest.Head("/api/1/envelope/", Key(host), "Transfer-Encoding: chunked"));
        var chunk = Encoding.ASCII.GetBytes($"100000\r\n{new string('a', 0x100000)}\r\n");
        var chunks = 0;
        while (chunks < 400 && await connection.TrySendAsync(chunk))
        {
            chunks++;
        }

        var answer = await connection.ReadAsync();

        Assert.True(chunks < 400, "the host took 400 MiB");
        Assert.True(answer is null or { Status: 413 }, $"{answer}");
        await AssertHealthyAsync(host);
    });

    [Fact]
    public Task Idle_connections_do_not_keep_others_out() => hostile.RunAsync(async host =>
    {
        var idle = new List<RawConnection>();
        try
        {
            for (var count = 0; count < Scale.Count(200, 1000); count++)
            {
                var connection = await RawConnection.OpenAsync(host.Url);
                idle.Add(connection);
                await connection.TrySendAsync("POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            }

            await AssertHealthyAsync(host);
        }
        finally
        {
            foreach (var connection in idle)
            {
                await connection.DisposeAsync();
            }
        }
    });

    [Theory]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("POST /api/1/envelope/ HTTP/9.9\r\n\r\n")]
    [InlineData("POST /api/1/envelope/ HTTP/1.1\r\n\r\n")]
    [InlineData("POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nNo colon here\r\n\r\n")]
    [InlineData("POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzzzzz")]
    [InlineData("POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n")]
    [InlineData("POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nX-Sentry-Auth: Sentry sentry_key=a\rb\0c\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("POST /api/%00/envelope/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("POST /api/../../etc/passwd HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("POST /api/99999999999999999999999999/envelope/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("POST /api/1/envelope/?sentry_key=%0d%0aX-Injected:%20yes HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")]
    public Task A_garbled_request_is_refused(string request) => hostile.RunAsync(async host =>
    {
        await using var connection = await RawConnection.OpenAsync(host.Url);
        await connection.TrySendAsync(request);
        connection.EndSending();

        var answer = await connection.ReadAsync();

        // 505 is the answer to a version of HTTP that does not exist.
        Assert.True(answer is null or { Status: (>= 400 and < 500) or 505 }, $"{answer}");
        Assert.False(answer?.Headers.ContainsKey("x-injected") ?? false);
        await AssertHealthyAsync(host);
    });

    [Fact]
    public Task A_header_line_without_end_is_refused() => hostile.RunAsync(async host =>
    {
        var answer = await RawConnection.ExchangeAsync(host.Url, RawRequest.Head("/api/1/envelope/", $"X-Long: {new string('a', 256 * 1024)}"));

        Assert.True(answer is null or { Status: 431 or 400 }, $"{answer}");
        await AssertHealthyAsync(host);
    });

    private static string Key(SampleHost host) => $"X-Sentry-Auth: Sentry sentry_version=7, sentry_key={host.PublicKey}";

    /// <summary>The host takes the next event, gives it back and has not grown beyond measure.</summary>
    private static async Task AssertHealthyAsync(SampleHost host)
    {
        var id = Guid.NewGuid().ToString("N");
        var request = RawRequest.Post("/api/1/envelope/", RawRequest.Envelope(id, """{"message":"still there"}"""), Key(host));
        var answer = await RawConnection.ExchangeAsync(host.Url, request);
        Assert.True(answer?.Status == 200, $"{answer}\n{host.Process.Output}");
        Assert.NotNull(await host.Api.FindEventAsync(id));
        Assert.InRange(host.ResidentBytes(), 1, MemoryLimit);
    }
}
