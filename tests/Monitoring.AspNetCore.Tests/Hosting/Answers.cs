using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitoring.AspNetCore.Tests.Hosting;

/// <summary>Sends JSON and reads answers.</summary>
internal static class Answers
{
    public const string Root = "/monitoring/api/v1";

    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient client, string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads the JSON of an answer that must have a status.</summary>
    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await sending;
        return await response.JsonAsync(status);
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} instead of {(int)status}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Reads a problem document and returns its detail.</summary>
    public static async Task<string> ProblemAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        using var response = await sending;
        var problem = await response.JsonAsync(status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.Equal(["detail", "status", "title", "type"], problem.Names());
        return (string)problem["detail"]!;
    }

    /// <summary>The names of an object's properties, sorted.</summary>
    public static IEnumerable<string> Names(this JsonNode node) => node.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);
}
