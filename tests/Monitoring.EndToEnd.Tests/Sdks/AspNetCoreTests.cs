using System.Net;
using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>The NuGet package <c>Sentry.AspNetCore</c> in a web application whose page throws.</summary>
public sealed class AspNetCoreTests(SharedHost shared, SdkRun run) : SdkTests(shared, run)
{
    protected override string Platform => "csharp";

    protected override string Sdk => "sentry.dotnet.aspnetcore";

    protected override string Message => "stock of espresso is low";

    protected override string MessageLevel => "error";

    private protected override IReadOnlyList<ExpectedException> Exceptions =>
    [
        new("System.TimeoutException", "bank did not answer in 200 ms", "string Shop.Order(int number)", "string Shop.AskBank()"),
        new("WebShop.CheckoutFailedException", "order 1007 could not be paid", "string Shop.Order(int number)"),
    ];

    private protected override async Task<SentIds> RunClientAsync(WireTap tap, Uri dsn)
    {
        var before = tap.Requests.Count;
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var program = BuiltProgram.Assembly(Clients.Path("aspnetcore"), "WebShop");
        await using var shop = ChildProcess.Start(
            "dotnet", [program, "--urls", url.GetLeftPart(UriPartial.Authority)], ClientEnvironment(dsn), Clients.Directory("aspnetcore"));
        await shop.WaitForLineAsync("Open");

        using var client = new HttpClient { BaseAddress = url };
        using var order = await client.GetAsync("/orders/1007");
        Assert.Equal(HttpStatusCode.InternalServerError, order.StatusCode);
        await client.GetStringAsync("/stock");
        await client.GetStringAsync("/flush");
        shop.RequestStop();
        await shop.WaitForExitAsync();

        var events = tap.Requests.Skip(before).SelectMany(request => request.Items()).Where(item => item.Type == "event").Select(item => item.Json()).ToList();
        return new SentIds(Id(events, sent => sent["exception"] is not null), Id(events, sent => sent["logentry"] is not null && sent["exception"] is null));
    }

    private static string Id(List<JsonObject> events, Func<JsonObject, bool> wanted) => (string)Assert.Single(events, sent => wanted(sent))["event_id"]!;
}
