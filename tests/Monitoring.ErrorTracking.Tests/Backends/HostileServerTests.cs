using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Backends;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.Backends;

/// <summary>Real connections to servers that mean no good.</summary>
public sealed class HostileServerTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_endless_answer_is_left_at_the_limit()
    {
        await using var server = new HostileServer(async (stream, stop) =>
        {
            await HostileServer.WriteAsync(stream, Head + "Connection: close\r\n\r\n[", stop);
            while (true)
            {
                await HostileServer.WriteAsync(stream, new string(' ', 8192), stop);
            }
        });

        Assert.Equal((BackendOutcome.BadAnswer, "1048576"), await ListAsync(server, words: "1048576"));
    }

    [Fact]
    public async Task A_giant_answer_is_not_begun()
    {
        await using var server = new HostileServer((stream, stop) => HostileServer.WriteAsync(stream, Head + "Content-Length: 9000000000\r\n\r\n[", stop));

        Assert.Equal(BackendOutcome.BadAnswer, (await ListAsync(server)).Outcome);
    }

    [Fact]
    public async Task An_answer_that_trickles_is_left_when_its_time_is_over()
    {
        await using var server = new HostileServer(async (stream, stop) =>
        {
            await HostileServer.WriteAsync(stream, Head + "Connection: close\r\n\r\n", stop);
            while (true)
            {
                await HostileServer.WriteAsync(stream, " ", stop);
                await Task.Delay(20, stop);
            }
        });

        Assert.Equal(BackendOutcome.TimedOut, (await ListAsync(server, configure: options => options.Timeout = TimeSpan.FromMilliseconds(300))).Outcome);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_when_its_time_is_over()
    {
        await using var server = new HostileServer((_, stop) => Task.Delay(Timeout.Infinite, stop));

        Assert.Equal(BackendOutcome.TimedOut, (await ListAsync(server, configure: options => options.Timeout = TimeSpan.FromMilliseconds(300))).Outcome);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = new HostileServer((stream, stop) => HostileServer.WriteAsync(stream, Head + "Content-Length: 2\r\n\r\n[]", stop));
        await using var server = new HostileServer((stream, stop) =>
            HostileServer.WriteAsync(stream, $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{other.Port}/\r\nContent-Length: 0\r\n\r\n", stop));

        Assert.Equal((BackendOutcome.BadAnswer, "redirect"), await ListAsync(server, words: "redirect"));
        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd")]
    [InlineData("")]
    public async Task What_is_no_answer_is_an_outcome(string text)
    {
        await using var server = new HostileServer((stream, stop) => HostileServer.WriteAsync(stream, text, stop));

        Assert.True((await ListAsync(server)).Outcome is BackendOutcome.Unreachable or BackendOutcome.BadAnswer);
    }

    [Fact]
    public async Task Endless_headers_are_left()
    {
        await using var server = new HostileServer(async (stream, stop) =>
        {
            await HostileServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\n", stop);
            while (true)
            {
                await HostileServer.WriteAsync(stream, $"X-A: {new string('a', 1000)}\r\n", stop);
            }
        });

        Assert.Equal(BackendOutcome.Unreachable, (await ListAsync(server)).Outcome);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_local_address_is_not_called_unless_the_host_allows_it(string name)
    {
        await using var server = new HostileServer((stream, stop) => HostileServer.WriteAsync(stream, Head + "Content-Length: 2\r\n\r\n[]", stop));

        var refused = await ListAsync(server, name, options => options.AllowLocalAddresses = false, "local address");
        var otherPort = await ListAsync(server, name, options => Pin(options, $"{name}:{server.Port + 1}"));

        Assert.Equal((BackendOutcome.Unreachable, "local address"), refused);
        Assert.Equal((BackendOutcome.Unreachable, 0), (otherPort.Outcome, server.Connections));
        if (name == "127.0.0.1")
        {
            Assert.Equal(BackendOutcome.Done, (await ListAsync(server, name, options => Pin(options, $"{name}:{server.Port}"))).Outcome);
        }
    }

    private static void Pin(SentryBackendOptions options, string host)
    {
        options.AllowLocalAddresses = false;
        options.LocalHosts.Add(host);
    }

    /// <summary>Lists issues at a server, and says whether the reason has certain words.</summary>
    private static async Task<(BackendOutcome Outcome, string? Words)> ListAsync(
        HostileServer server, string name = "127.0.0.1", Action<SentryBackendOptions>? configure = null, string? words = null)
    {
        await using var host = await IntakeHost.StartAsync(
            configure: options =>
            {
                options.SentryBackend.AllowLocalAddresses = true;
                configure?.Invoke(options.SentryBackend);
            },
            register: services => services.AddSingleton(TimeProvider.System));
        var change = new BackendSettingsChange
        {
            Kind = BackendKind.Sentry,
            Sentry = new SentryConnection { Address = new Uri($"http://{name}:{server.Port}/"), Organization = "acme", Project = "shop" },
            Token = "token",
        };
        var stored = await host.Service<IErrorTrackingBackendSettings>().ReplaceAsync(Actor.System, host.Project, change, null, Cancellation);
        Assert.True(stored.Outcome == CommandOutcome.Done, stored.Reason);
        var result = await host.Service<IErrorTrackingBackend>().ListAsync(Actor.System, host.Project, new BackendIssueSearch(), Cancellation);
        return (result.Outcome, words is not null && result.Reason?.Contains(words, StringComparison.Ordinal) == true ? words : null);
    }
}
