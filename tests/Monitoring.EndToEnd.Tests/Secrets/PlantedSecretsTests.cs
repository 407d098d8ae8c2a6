using System.Net;
using System.Net.Http.Json;
using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Sdks;
using Monitoring.EndToEnd.Tests.Wire;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Secrets;

/// <summary>Secrets that real SDKs send are in no answer, in no byte of the data directory and in nothing that the host prints; its settings are the default ones.</summary>
public sealed class PlantedSecretsTests(ITestOutputHelper output)
{
    private const string PythonInstall = "apt-get install python3-sentry-sdk";

    /// <summary>What the product's API tells of a project.</summary>
    private static readonly string[] Paths =
    [
        "projects/1/issues?query=", "projects/1/events?query=", "projects/1/feedback", "projects/1/releases", "projects/1/outcomes", "projects/1/transactions", "projects/1/spans", "projects/1/metrics",
        "projects/1/monitors", "projects/1/damaged-records", "audit?project=1",
    ];

    // The SDK leaves out cookies, headers and parameters whose names it takes for secrets itself; it has no data of exceptions, and local variables under a debugger only.
    [Fact]
    public Task Of_the_Node_SDK() => AssertHiddenAsync(RunNodeAsync, "authorization", "cookie", "exceptionData", "exceptionDataText", "header", "query", "variable", "variableText", "variableWithin");

    // The SDK leaves out the header itself, and knows no local variables.
    [Fact]
    public Task Of_the_NET_SDK() => AssertHiddenAsync(RunNetAsync, "authorization", "log", "logData", "metric", "variable", "variableText", "variableWithin");

    // The SDK knows no feedback, logs and metrics.
    [Fact]
    public Task Of_Debians_Python_SDK() => AssertHiddenAsync(RunPythonAsync, "exceptionData", "exceptionDataText", "feedback", "feedbackName", "log", "logData", "metric");

    [Fact]
    public async Task Without_scrubbing_the_same_search_finds_them()
    {
        var secrets = new PlantedSecrets(new Random());
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        await host.Api.PutAsync("projects/1/scrubbing", """{"defaults":false}""");
        await RunPythonAsync(host.Dsn, secrets);
        var answered = secrets.PlacesIn(await ReadAsync(host));
        await host.StopAsync();

        string[] kept = ["body", "bodyText", "breadcrumb", "cause", "context", "exception", "extra", "headerText", "message", "tag", "user", "variable"];
        Assert.Empty(kept.Except(answered));
        Assert.Empty(kept.Except(secrets.PlacesUnder(data.Path)));
    }

    /// <param name="run">Runs a program that plants the secrets.</param>
    /// <param name="withheld">Places whose secrets the SDK does not send, or not always.</param>
    private async Task AssertHiddenAsync(Func<Uri, PlantedSecrets, Task> run, params string[] withheld)
    {
        var seed = System.Environment.TickCount;
        var random = new Random(seed);
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        await using var tap = await WireTap.StartAsync(host.Url);
        var rounds = new List<PlantedSecrets>();
        for (var round = 0; round < Scale.Count(3, 100); round++)
        {
            var secrets = new PlantedSecrets(random);
            output.WriteLine($"seed {seed}, round {round}:\n{secrets.ToJson()}");
            await run(host.DsnAt(tap.Url), secrets);
            rounds.Add(secrets);
            Assert.Empty(secrets.Places.Except(secrets.PlacesSent(tap.Requests)).Except(withheld));
        }

        Assert.All(tap.Requests, request => Assert.True(request.Status == 200, $"{request.Status}: {request.Answer}"));
        var answers = await ReadAsync(host) + host.Process.Output;
        Assert.Equal(0, await host.StopAsync());

        foreach (var secrets in rounds)
        {
            Assert.Equal(string.Empty, secrets.Show(secrets.PlacesIn(answers + host.Process.Output).Union(secrets.PlacesUnder(data.Path))));
        }
    }

    /// <summary>All that the host answers about what it has received.</summary>
    private static async Task<string> ReadAsync(SampleHost host)
    {
        var answers = new StringBuilder();
        foreach (var path in Paths)
        {
            answers.AppendJoin('\n', (await host.Api.ListAsync(path)).Select(item => item.ToJsonString()));
        }

        foreach (var one in await host.Api.ListAsync("projects/1/events?query="))
        {
            answers.Append(await host.Api.GetEventAsync((string)one["id"]!)).Append(Encoding.UTF8.GetString(await host.Api.GetRawEventAsync((string)one["id"]!)));
        }

        foreach (var issue in await host.Api.ListIssuesAsync())
        {
            answers.Append(await host.Api.GetAsync($"issues/{issue["id"]}/tags"));
        }

        return answers.ToString();
    }

    private static async Task RunNodeAsync(Uri dsn, PlantedSecrets secrets)
    {
        Requires.NpmPackage("@sentry/node");
        await RunAsync(Requires.Node(), ["planted.mjs"], dsn, secrets, "node");
    }

    private static Task RunPythonAsync(Uri dsn, PlantedSecrets secrets) =>
        RunAsync(Requires.Python("sentry_sdk", PythonInstall), ["-B", "planted.py"], dsn, secrets, "python");

    private static async Task RunAsync(string program, string[] arguments, Uri dsn, PlantedSecrets secrets, string client)
    {
        await using var process = await ChildProcess.RunAsync(program, arguments, Environment(dsn, secrets), Clients.Directory(client));
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {process.Output}");
    }

    private static async Task RunNetAsync(Uri dsn, PlantedSecrets secrets)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var program = BuiltProgram.Assembly(Clients.Path("aspnetcore"), "WebShop");
        await using var shop = ChildProcess.Start("dotnet", [program, "--urls", url.GetLeftPart(UriPartial.Authority)], Environment(dsn, secrets), Clients.Directory("aspnetcore"));
        await shop.WaitForLineAsync("Open");

        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = url };
        using var order = new HttpRequestMessage(HttpMethod.Post, $"/planted?{Uri.EscapeDataString(secrets.Name("query"))}={secrets.Value("query")}");
        order.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secrets.Value("authorization")}");
        order.Headers.TryAddWithoutValidation("Cookie", $"{secrets.Name("cookie")}={secrets.Value("cookie")}");
        order.Headers.TryAddWithoutValidation("X-Api-Key", secrets.Value("header"));
        order.Headers.TryAddWithoutValidation("X-Note", secrets.Value("headerText"));
        order.Content = JsonContent.Create(new Dictionary<string, string> { [secrets.Name("body")] = secrets.Value("body"), ["note"] = secrets.Value("bodyText") });
        using var answer = await client.SendAsync(order, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        await client.GetStringAsync("/flush", TestContext.Current.CancellationToken);
        shop.RequestStop();
        await shop.WaitForExitAsync();
    }

    private static Dictionary<string, string?> Environment(Uri dsn, PlantedSecrets secrets) => new()
    {
        ["SENTRY_DSN"] = dsn.AbsoluteUri,
        ["SENTRY_RELEASE"] = "shop@1.4.2",
        ["SENTRY_ENVIRONMENT"] = "staging",
        ["SHOP_SECRETS"] = secrets.ToJson(),
    };
}
