using System.Net;
using System.Text;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

/// <summary>The doors beside the envelope's.</summary>
public sealed class OtherDoorTests
{
    [Fact]
    public async Task Store_Json_IsAnsweredWithItsId()
    {
        await using var host = await TestHost.StartAsync();

        var answer = await host.Anonymous().ReportAsync(Encoding.UTF8.GetBytes(Some.Event()), "/api/1/store/", "application/json").JsonAsync();

        Assert.Equal(Some.EventId, (string?)answer["id"]);
        Assert.Single(await host.IssuesAsync());
    }

    [Fact]
    public async Task Store_Base64OfZlib_IsRead()
    {
        await using var host = await TestHost.StartAsync();
        var packed = Convert.ToBase64String(Compression.Compress("deflate", Encoding.UTF8.GetBytes(Some.Event())));

        await host.Anonymous().ReportAsync(Encoding.ASCII.GetBytes(packed), "/api/1/store/", "application/octet-stream").JsonAsync();

        Assert.Single(await host.IssuesAsync());
    }

    [Fact]
    public async Task Store_Get_IsAnsweredWithAPixel()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Anonymous().GetAsync(
            $"/api/1/store/?{Some.KeyQuery}&sentry_data={Uri.EscapeDataString(Some.Event())}", TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/gif", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("GIF89a", Encoding.ASCII.GetString(bytes, 0, 6));
        Assert.Single(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("/api/1/security/")]
    [InlineData("/api/1/csp-report/")]
    public async Task Security_IsAnsweredWithNothing(string path)
    {
        await using var host = await TestHost.StartAsync();
        const string Report =
            """{"csp-report":{"document-uri":"https://shop.example.com/","blocked-uri":"https://evil.example.com/x.js","effective-directive":"script-src"}}""";

        using var response = await host.Anonymous().ReportAsync(Encoding.UTF8.GetBytes(Report), path, "application/csp-report");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Single(await host.IssuesAsync());
    }
}
