using System.Net;
using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.Api;

/// <summary>What automation for GitLab calls, with GitLab's header, on the sample.</summary>
public sealed class GitLabTests(SharedHost shared)
{
    [Fact]
    public async Task The_sample_takes_a_private_token_and_shows_its_key_and_settings()
    {
        var host = await shared.GetAsync();
        using var client = new HttpClient { BaseAddress = new Uri(host.Url, "/api/v4/projects/demo%2Fdemo/error_tracking/") };
        client.DefaultRequestHeaders.Add("PRIVATE-TOKEN", host.ApiToken);

        var settings = JsonNode.Parse(await client.GetStringAsync("settings", TestContext.Current.CancellationToken))!;
        var keys = JsonNode.Parse(await client.GetStringAsync("client_keys", TestContext.Current.CancellationToken))!.AsArray();
        client.DefaultRequestHeaders.Remove("PRIVATE-TOKEN");
        client.DefaultRequestHeaders.Add("PRIVATE-TOKEN", "wrong");
        using var refused = await client.GetAsync("settings", TestContext.Current.CancellationToken);

        Assert.Equal((true, true), ((bool)settings["active"]!, (bool)settings["integrated"]!));
        Assert.Contains(host.Dsn.OriginalString, keys.Select(key => (string?)key!["sentry_dsn"]));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
