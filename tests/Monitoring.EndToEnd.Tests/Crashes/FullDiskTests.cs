using System.Net;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A host whose disk fills up refuses reports, says so and counts it, has what it acknowledged, and takes reports again by itself when there is room.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Reports_are_refused_while_the_disk_is_full_and_taken_again_when_it_is_not()
    {
        using var data = new TemporaryDirectory();
        using var disk = SmallDisk.Mount(data.File("small"), "48m");
        await using var host = await SampleHost.StartAsync(disk.Path);
        using var client = new HttpClient { BaseAddress = new Uri(host.Url, "/api/1/envelope/") };
        client.DefaultRequestHeaders.Add("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_key={host.PublicKey}");
        var acknowledged = new List<ShopEvent>();
        var number = 0;
        await SendAsync(20);

        var ballast = disk.Fill();
        var refused = HttpStatusCode.OK;
        for (var sent = 0; refused == HttpStatusCode.OK; sent++)
        {
            Assert.True(sent < 50_000, "A full disk takes everything.");
            refused = await SendOneAsync();
        }

        Assert.True(refused is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, $"{(int)refused}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthAsync());
        File.Delete(ballast);
        var taken = await Eventually.ReadAsync(SendOneAsync, status => status == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.OK, taken);
        await SendAsync(20);
        Assert.Equal(HttpStatusCode.OK, await Eventually.ReadAsync(HealthAsync, status => status == HttpStatusCode.OK));
        Assert.Empty(await StoredEvents.MissingAsync(host, acknowledged));
        Assert.False(host.Process.HasExited);
        Assert.Equal(acknowledged.Count, await Eventually.ReadAsync(() => host.Api.CountOutcomesAsync("accepted", category: "error"), count => count >= acknowledged.Count));
        Assert.NotEqual(0, await Eventually.ReadAsync(() => host.Api.CountOutcomesAsync("rate_limited", category: "error"), count => count > 0));

        async Task SendAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(HttpStatusCode.OK, await SendOneAsync());
            }
        }

        async Task<HttpStatusCode> SendOneAsync()
        {
            var shopEvent = ShopEvent.Create(++number);
            var status = await shopEvent.SendAsync(client);
            if (status == HttpStatusCode.OK)
            {
                acknowledged.Add(shopEvent);
            }

            return status;
        }

        async Task<HttpStatusCode> HealthAsync()
        {
            using var answer = await client.GetAsync(new Uri(host.Url, "/health/ready"), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }
}
