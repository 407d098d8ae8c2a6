using System.Net;
using System.Text.RegularExpressions;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.Dashboard;

public sealed class LandingPageTests
{
    [Theory]
    [InlineData("/monitoring")]
    [InlineData("/monitoring/")]
    public async Task It_is_a_page_without_scripts(string path)
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.As(TestHost.Reporter).SendAsync("GET", path);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "/base/a/b")]
    public async Task Its_links_lead_somewhere(bool isMounted, string prefix)
    {
        await using var host = await TestHost.StartAsync(isMounted ? new() { Map = TestHost.Mount } : new());
        var client = host.As(TestHost.Reporter);
        var page = await client.GetStringAsync($"{prefix}/monitoring/", TestContext.Current.CancellationToken);

        var links = Regex.Matches(page, "href=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(4, links.Length);
        Assert.All(links, link => Assert.StartsWith(prefix + "/", link, StringComparison.Ordinal));
        foreach (var link in links)
        {
            using var response = await client.SendAsync("GET", link);
            Assert.True(response.IsSuccessStatusCode, $"{link}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Nobody_sees_it_without_the_authorization_of_the_API()
    {
        await using var host = await TestHost.StartAsync();

        using var page = await host.Anonymous().SendAsync("GET", "/monitoring/");

        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
    }

    [Fact]
    public async Task HEAD_has_no_body()
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });

        using var page = await host.As(TestHost.Reporter).SendAsync("HEAD", "/monitoring/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.InRange(page.Content.Headers.ContentLength ?? 0, 100, 10_000);
        Assert.Empty(await page.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
