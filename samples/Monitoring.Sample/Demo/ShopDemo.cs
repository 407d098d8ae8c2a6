using System.Text.Json.Nodes;

namespace Monitoring.Sample.Demo;

/// <summary>The whole way of an error on real parts: reported by the Sentry SDK, grouped, resolved, and back again.</summary>
internal sealed class ShopDemo : IDisposable
{
    private const int Errors = 320;
    private const string Issues = "projects/1/issues";

    private readonly ShopTraffic _traffic;
    private readonly ProductApi _api;
    private readonly CancellationToken _stopping;
    private int _step;

    private ShopDemo(string dsn, Uri address, string token, CancellationToken stopping)
    {
        _traffic = new ShopTraffic(dsn);
        _api = new ProductApi(address, token);
        _stopping = stopping;
    }

    /// <returns>Whether every step happened.</returns>
    public static async Task<bool> RunAsync(string dsn, Uri address, string token, CancellationToken stopping)
    {
        using var demo = new ShopDemo(dsn, address, token, stopping);
        try
        {
            await demo.RunAsync();
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Console.WriteLine("   stopped");
            return false;
        }
        catch (Exception exception) when (exception is DemoStepException or HttpRequestException)
        {
            Console.WriteLine($"   FAILED: {exception.Message}");
            return false;
        }
    }

    public void Dispose()
    {
        _traffic.Dispose();
        _api.Dispose();
    }

    private async Task RunAsync()
    {
        var before = await _api.ListAsync(Issues, _stopping);
        await ReportAsync();
        await SeeGroupsAsync(before);
        var issue = await ResolveAsync();
        var rule = await ShopAlert.MakeAsync(_api, _stopping);
        await RegressAsync(issue);
        Step("The alert rule for regressions fires");
        Console.WriteLine($"   {await ShopAlert.AwaitAsync(_api, rule, issue, _stopping)}");
        Step("Done. The issues now");
        IssueTable.Print(await _api.ListAsync(Issues, _stopping));
    }

    private async Task ReportAsync()
    {
        Step($"Customers run into {Errors} errors of a toy shop; the Sentry SDK for .NET reports them");
        var bar = new ProgressBar(Errors);
        await _traffic.ReportAsync(Errors, done =>
        {
            _stopping.ThrowIfCancellationRequested();
            bar.Show(done);
        });
    }

    private async Task SeeGroupsAsync(IReadOnlyList<JsonNode> before)
    {
        Step("They are grouped into issues");
        var issues = await _api.ListAsync(Issues, _stopping);
        var added = issues.Sum(Count) - before.Sum(Count);
        Require(added == Errors, $"{Errors} errors were reported, {added} are counted.");
        Require(issues.Count >= _traffic.Families, $"{_traffic.Families} kinds of errors were reported, there are {issues.Count} issues.");
        Console.WriteLine($"   {Errors} errors of {_traffic.Families} kinds are {issues.Count} issues");
    }

    /// <returns>The id of the issue with the most events.</returns>
    private async Task<string> ResolveAsync()
    {
        var issue = (await _api.ListAsync(Issues, _stopping)).MaxBy(Count)!;
        Step($"Somebody mends the most frequent one and resolves {issue["shortId"]}: {issue["title"]}");
        var resolved = await _api.PatchAsync($"issues/{issue["id"]}", new JsonObject { ["status"] = "resolved" }, _stopping);
        Require((string?)resolved["status"] == "resolved", $"the issue is {resolved["status"]}.");
        Console.WriteLine("   resolved");
        return (string)issue["id"]!;
    }

    private async Task RegressAsync(string id)
    {
        Step("The same error happens once more");
        await _traffic.ReportMostFrequentAsync(Errors + 1);
        var issue = await _api.GetAsync($"issues/{id}", _stopping);
        Require(
            (string?)issue["status"] == "unresolved" && (string?)issue["substatus"] == "regressed",
            $"the issue is {issue["status"]} ({issue["substatus"]}), not unresolved (regressed).");
        Console.WriteLine($"   {issue["shortId"]} is back: unresolved (regressed), {issue["count"]} events of {issue["userCount"]} users");
    }

    private static long Count(JsonNode issue) => (long)issue["count"]!;

    private void Step(string text) => Console.WriteLine($"{++_step}. {text}");

    private static void Require(bool happened, string message)
    {
        if (!happened)
        {
            throw new DemoStepException(message);
        }
    }
}
