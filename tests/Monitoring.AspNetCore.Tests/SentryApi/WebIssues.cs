using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>Issues of the test host as the web API shows them.</summary>
internal static class WebIssues
{
    public const string Project = "/api/0/projects/demo/shop/issues/";

    /// <summary>Opens as many issues, each with as many events as its number.</summary>
    public static async Task OpenAsync(this TestHost host, int count, string path = Senders.EnvelopePath)
    {
        var id = 0;
        for (var issue = 1; issue <= count; issue++)
        {
            for (var times = 0; times < issue; times++)
            {
                var body = Some.Event(Some.Id(++id), $"Failure{(char)('A' + issue)}", $"no {issue}", $",\"release\":\"shop@1.{issue}.0\",\"tags\":{{\"browser\":\"b{times % 2}\"}}");
                await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(id), body), path).JsonAsync();
            }
        }
    }

    public static async Task<JsonArray> ListAsync(this TestHost host, string query, string user = TestHost.Reporter, string path = Project) =>
        (await host.As(user).SendAsync("GET", path + query).JsonAsync()).AsArray();

    public static string[] Ids(this JsonArray issues) => [.. issues.Select(issue => (string)issue!["id"]!)];

    /// <summary>Reads a refusal in Sentry's form, and returns its detail.</summary>
    public static async Task<string> DetailAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        var answer = await sending.JsonAsync(status);
        Assert.Equal(["detail"], answer.Names());
        return (string)answer["detail"]!;
    }

    /// <summary>Where the next page is, and whether there is one.</summary>
    public static (string Path, bool HasResults) Next(this HttpResponseMessage response) => response.Link("next");

    /// <summary>Where the page before (<c>previous</c>) or after (<c>next</c>) is, and whether there is one.</summary>
    public static (string Path, bool HasResults) Link(this HttpResponseMessage response, string rel)
    {
        var next = response.Headers.GetValues("Link").Single().Split(", ").Single(part => part.Contains($"rel=\"{rel}\"", StringComparison.Ordinal));
        return (next.Split('<')[1].Split('>')[0], next.Contains("results=\"true\"", StringComparison.Ordinal));
    }
}
