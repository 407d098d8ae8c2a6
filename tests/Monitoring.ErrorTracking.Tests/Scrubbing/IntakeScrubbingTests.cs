using System.Text;
using Monitoring.Access;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

public sealed class IntakeScrubbingTests
{
    private const string Browser = """{"platform":"javascript","message":"hello","user":{"ip_address":"{{auto}}"}}""";

    [Theory]
    [InlineData(IpAddressStorage.Keep, "203.0.113.7")]
    [InlineData(IpAddressStorage.Mask, "203.0.113.0")]
    [InlineData(IpAddressStorage.None, null)]
    public async Task The_senders_address_is_kept_as_the_project_says(IpAddressStorage storage, string? expected)
    {
        await using var host = await IntakeHost.StartAsync();
        await ChangeAsync(host, new ScrubbingSettings { IpAddresses = storage });

        var (raw, normalized) = await SendAsync(host, Browser);

        Assert.Equal(storage == IpAddressStorage.Keep, raw.Contains("203.0.113.7", StringComparison.Ordinal));
        Assert.Equal(expected is not null, normalized.Contains($"\"ip_address\":\"{expected}\"", StringComparison.Ordinal));
        Assert.Equal(1, (await host.IssuesAsync()).Items.Single().Row.UserCount);
    }

    [Fact]
    public async Task A_rule_for_the_users_address_holds_for_the_senders()
    {
        await using var host = await IntakeHost.StartAsync();
        await ChangeAsync(host, new ScrubbingSettings { Rules = [new ScrubbingRule { Method = ScrubMethod.Remove, Type = ScrubType.Anything, Source = "$user.ip_address" }] });

        var (raw, normalized) = await SendAsync(host, Browser);

        Assert.DoesNotContain("203.0.113.7", raw + normalized, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_sdk_that_forbids_inference_is_obeyed()
    {
        await using var host = await IntakeHost.StartAsync();

        var (raw, normalized) = await SendAsync(host, """{"platform":"javascript","message":"hello","sdk":{"name":"a","version":"1","settings":{"infer_ip":"never"}}}""");

        Assert.DoesNotContain("203.0.113.7", raw + normalized, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_with_different_secrets_are_one_issue()
    {
        await using var host = await IntakeHost.StartAsync();

        await SendAsync(host, """{"message":"login with password=hunter2 failed"}""");
        await SendAsync(host, """{"message":"login with password=swordfish failed"}""");

        Assert.Equal("login with password=[Filtered] failed", Assert.Single((await host.IssuesAsync()).Items).Row.Title);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("user.*")]
    [InlineData("user.id")]
    public async Task Users_whose_names_are_not_kept_are_told_apart(string source)
    {
        await using var host = await IntakeHost.StartAsync();
        await ChangeAsync(host, new ScrubbingSettings { Rules = [new ScrubbingRule { Method = ScrubMethod.Remove, Type = ScrubType.Anything, Source = source }] });

        foreach (var id in (string[])["1", "2", "2", "3"])
        {
            await SendAsync(host, $$$"""{"message":"hello","user":{"id":"{{{id}}}"}}""");
        }

        Assert.Equal(3, (await host.IssuesAsync()).Items.Single().Row.UserCount);
    }

    [Fact]
    public async Task A_report_of_a_browser_is_scrubbed()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(
            """{"csp-report":{"document-uri":"https://shop.local/reset?token=abc123secret","effective-directive":"img-src","blocked-uri":"https://cdn.local"}}""", ErrorTracking.Ingest.IngestEndpoint.Security);

        var details = await host.EventAsync(outcome.Events.Single().EventId);
        Assert.DoesNotContain("abc123secret", Encoding.UTF8.GetString(details.Raw.Span), StringComparison.Ordinal);
        Assert.Contains("token=[Filtered]", Encoding.UTF8.GetString(details.Raw.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_event_is_stored_scrubbed_or_as_it_came()
    {
        await using var host = await IntakeHost.StartAsync();

        var (damaged, _) = await SendAsync(host, "{\"message\":\"tab\there\",\"extra\":{\"n\":NaN}}");
        var (secret, _) = await SendAsync(host, "{\"message\":\"tab\there\",\"extra\":{\"password\":\"hunter2\",\"n\":NaN}}");

        Assert.Contains("tab\there", damaged, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", secret, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(IntakeHost host, ScrubbingSettings settings)
    {
        var result = await host.Service<IScrubbingSettings>().ReplaceAsync(Actor.System, host.Project, settings, null, TestContext.Current.CancellationToken);
        Assert.Equal(Commands.CommandOutcome.Done, result.Outcome);
    }

    private static async Task<(string Raw, string Normalized)> SendAsync(IntakeHost host, string json)
    {
        var outcome = await host.SendAsync($"{{}}\n{{\"type\":\"event\",\"length\":{Encoding.UTF8.GetByteCount(json)}}}\n{json}\n");
        var details = await host.EventAsync(outcome.Events.Single().EventId);
        return (Encoding.UTF8.GetString(details.Raw.Span), Encoding.UTF8.GetString(details.Normalized.Span));
    }
}
