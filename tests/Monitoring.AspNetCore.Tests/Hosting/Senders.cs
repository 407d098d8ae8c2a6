using System.Net;
using System.Text.Json.Nodes;

namespace Monitoring.AspNetCore.Tests.Hosting;

/// <summary>Sends reports and reads how they were taken.</summary>
internal static class Senders
{
    public const string EnvelopePath = "/api/1/envelope/";

    /// <summary>Sends bytes with the key in the query, as browsers do.</summary>
    public static Task<HttpResponseMessage> ReportAsync(
        this HttpClient client, byte[] body, string path = EnvelopePath, string? contentType = null, string? encoding = null, string query = Some.KeyQuery)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return client.PostAsync(query.Length == 0 ? path : $"{path}?{query}", content, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads a refusal in the form that SDKs know, and returns its detail.</summary>
    public static async Task<string> RefusalAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        using var response = await sending;
        var answer = await response.JsonAsync(status);
        Assert.Equal(["causes", "detail"], answer.Names());
        Assert.IsType<JsonArray>(answer["causes"]);
        var detail = (string)answer["detail"]!;
        Assert.Equal(detail, Assert.Single(response.Headers.GetValues("X-Sentry-Error")));
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        return detail;
    }

    /// <summary>What was counted in the project, as <c>category outcome reason</c> with the count.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> OutcomesAsync(this TestHost host)
    {
        var outcomes = await host.As(TestHost.Owner).SendAsync("GET", $"{Answers.Root}/projects/1/outcomes").JsonAsync();
        return outcomes["items"]!.AsArray().ToDictionary(item => $"{item!["category"]} {item["outcome"]} {item["reason"]}", item => (long)item!["count"]!);
    }

    /// <summary>The issues of the project.</summary>
    public static async Task<JsonArray> IssuesAsync(this TestHost host, string query = "") =>
        (await host.As(TestHost.Owner).SendAsync("GET", $"{Answers.Root}/projects/1/issues{query}").JsonAsync())["items"]!.AsArray();
}
