using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Monitoring.AspNetCore.Tests.Hosting;
using KeptLog = Monitoring.TestData.KeptLog;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

/// <summary>Senders that dawdle, wait, or go away, over real connections.</summary>
public sealed class SlowSenderTests
{
    private const string HalfABody = "Content-Length: 1000\r\n\r\n{\"event_id\"";

    [Fact]
    public async Task A_body_that_takes_too_long_is_408_and_counted()
    {
        await using var host = await StartAsync(o => o.IntakeBodyTimeout = TimeSpan.FromSeconds(1));
        using var sender = await RawSender.StartAsync(host, Senders.EnvelopePath, HalfABody);

        var answer = await sender.ReadAsync();

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"detail\"", answer, StringComparison.Ordinal);
        Assert.Contains("X-Sentry-Error: incomplete_body\r\n", answer, StringComparison.Ordinal);
        Assert.Contains(await host.OutcomesAsync(), outcome => outcome.Key.Contains("invalid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_below_the_servers_pace_is_408()
    {
        await using var host = await StartAsync(_ => { }, kestrel =>
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 10_000, gracePeriod: TimeSpan.FromSeconds(1.5)));
        using var sender = await RawSender.StartAsync(host, Senders.EnvelopePath, HalfABody);

        var answer = await sender.ReadAsync();
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("X-Sentry-Error: incomplete_body\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_that_took_too_long_is_not_left_behind()
    {
        var log = new KeptLog();
        await using var host = await StartAsync(o => o.IntakeBodyTimeout = TimeSpan.FromSeconds(1), log: log);
        using var sender = await RawSender.StartAsync(host, Senders.EnvelopePath, HalfABody);

        Assert.StartsWith("HTTP/1.1 408 ", await sender.ReadSomeAsync(), StringComparison.Ordinal);
        await sender.SendAsync(new byte[1000 - "{\"event_id\"".Length]);
        await sender.ReadAsync();

        Assert.DoesNotContain(log.Lines, line => line.Contains("drain", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_malformed_chunk_is_400_in_the_products_own_words()
    {
        await using var host = await StartAsync(_ => { });
        using var sender = await RawSender.StartAsync(host, Senders.EnvelopePath, "Transfer-Encoding: chunked\r\n\r\nzz\r\n");

        var answer = await sender.ReadAsync();

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("X-Sentry-Error: incomplete_body\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\"The body is malformed, or did not come to its end.\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_broken_bodies_are_two_lines_in_the_log_and_counted_exactly()
    {
        var log = new KeptLog();
        await using (var host = await StartAsync(_ => { }, log: log))
        {
            for (var i = 0; i < 20; i++)
            {
                using var sender = await RawSender.StartAsync(host, Senders.EnvelopePath, "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
                await sender.ReadAsync();
            }

            Assert.Equal(20, (await host.OutcomesAsync())["unknown invalid incomplete_body"]);
        }

        Assert.Single(log.Lines, line => line.StartsWith("A report to ", StringComparison.Ordinal));
        Assert.Single(log.Lines, line => line.StartsWith("19 more reports", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sender_that_goes_away_leaves_nothing_and_is_counted()
    {
        await using var host = await StartAsync(_ => { });
        using (await RawSender.StartAsync(host, Senders.EnvelopePath, HalfABody))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.NotEmpty(await Eventually.ReadAsync(host.OutcomesAsync, outcomes => outcomes.Count > 0));
        Assert.Empty(await host.IssuesAsync());
    }

    [Fact]
    public async Task A_sender_that_waits_for_100_continue_gets_it()
    {
        await using var host = await StartAsync(_ => { });
        var body = Some.Envelope();
        using var sender = await RawSender.StartAsync(host, Senders.EnvelopePath, $"Expect: 100-continue\r\nContent-Length: {body.Length}\r\n\r\n");

        var first = await sender.ReadSomeAsync();
        await sender.SendAsync(body);

        Assert.StartsWith("HTTP/1.1 100 ", first, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await sender.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_many_small_pieces_is_read()
    {
        await using var host = await StartAsync(_ => { });
        var body = Some.Envelope();
        using var sender = await RawSender.StartAsync(host, Senders.EnvelopePath, $"Content-Length: {body.Length}\r\n\r\n");
        foreach (var piece in body.Chunk(7))
        {
            await sender.SendAsync(piece);
        }

        Assert.StartsWith("HTTP/1.1 200 ", await sender.ReadAsync(), StringComparison.Ordinal);
        Assert.Single(await host.IssuesAsync());
    }

    private static Task<TestHost> StartAsync(
        Action<MonitoringEndpointOptions> configure, Action<KestrelServerOptions>? kestrel = null, KeptLog? log = null) => TestHost.StartAsync(new()
        {
            Services = services => services.AddLogging(logging => logging.AddProvider(log ?? new KeptLog())),
            RealServer = true,
            Kestrel = kestrel ?? (_ => { }),
            Monitoring = monitoring => monitoring.AddErrorTracking().AddAspNetCore(configure).UseInMemory(),
        });
}
