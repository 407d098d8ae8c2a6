using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.OpenApi;

public sealed class OpenApiTests
{
    private const string Document = "/monitoring/openapi/v1.json";

    [Fact]
    public async Task Every_call_that_is_mapped_is_documented_with_an_example()
    {
        await using var host = await TestHost.StartAsync();
        var document = await host.As(TestHost.Stranger).SendAsync("GET", Document).JsonAsync();

        var calls = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/monitoring/api/v1/", StringComparison.Ordinal))
            .Where(endpoint => !endpoint.RoutePattern.RawText!.Contains("**", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => (Method: method, Path: endpoint.RoutePattern.RawText!["/monitoring/api/v1".Length..])))
            .Where(call => call.Method != HttpMethods.Head) // It is GET without the body.
            .ToArray();

        Assert.NotEmpty(calls);
        Assert.All(calls, call =>
        {
            var operation = document["paths"]![call.Path]?[call.Method.ToLowerInvariant()];
            Assert.True(operation is not null, $"{call.Method} {call.Path} is not documented.");
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["operationId"]));
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["summary"]));
            AssertParameters(call.Path, operation);
            AssertBodies(call.Method, operation);
        });
        Assert.Equal(calls.Length, document["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count));
    }

    [Fact]
    public async Task Names_of_operations_are_unique_and_references_lead_somewhere()
    {
        await using var host = await TestHost.StartAsync();
        var document = await host.As(TestHost.Stranger).SendAsync("GET", Document).JsonAsync();

        var names = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => (string)operation.Value!["operationId"]!).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(References(document), reference =>
            Assert.NotNull(document["components"]!["schemas"]![reference["#/components/schemas/".Length..]]));
    }

    [Fact]
    public async Task Shapes_say_what_instants_and_durations_are()
    {
        await using var host = await TestHost.StartAsync();
        var schemas = (await host.As(TestHost.Stranger).SendAsync("GET", Document).JsonAsync())["components"]!["schemas"]!;

        var issue = schemas["Issue"]!["properties"]!;
        Assert.Equal("""{"type":"string","format":"date-time"}""", issue["firstSeen"]!.ToJsonString());
        Assert.Contains("63 bits", (string?)issue["id"]!["description"], StringComparison.Ordinal);
        Assert.Equal("duration", (string?)schemas["Key"]!["properties"]!["rateLimit"]!["properties"]!["window"]!["format"]);
    }

    [Fact]
    public async Task Server_IsWhereTheApiIsMounted()
    {
        await using var host = await TestHost.StartAsync(new()
        {
            Map = TestHost.Mount,
        });

        var document = await host.As(TestHost.Stranger).SendAsync("GET", $"/base/a/b{Document}").JsonAsync();

        Assert.Equal("/base/a/b/monitoring/api/v1", (string?)document["servers"]![0]!["url"]);
    }

    private static void AssertParameters(string path, JsonNode operation)
    {
        var parameters = operation["parameters"]?.AsArray().Select(parameter => parameter!).ToArray() ?? [];
        Assert.All(parameters, parameter =>
        {
            Assert.NotNull(parameter["example"]);
            Assert.False(string.IsNullOrWhiteSpace((string?)parameter["description"]));
        });
        var inPath = parameters.Where(parameter => (string?)parameter["in"] == "path").Select(parameter => $"{{{parameter["name"]}}}");
        Assert.Equal(path.Split('/').Where(segment => segment.StartsWith('{')).Order(), inPath.Order());
    }

    private static void AssertBodies(string method, JsonNode operation)
    {
        var success = operation["responses"]!.AsObject().First(response => response.Key[0] == '2');
        if (success.Key != "204")
        {
            AssertExample(success.Value!["content"]!);
        }

        // The commands that are all said by their path.
        if (method is "POST" or "PATCH" or "PUT" && (string?)operation["operationId"] is not ("applyRetention" or "createArchive"))
        {
            AssertExample(operation["requestBody"]!["content"]!);
        }

        Assert.All(operation["responses"]!.AsObject().Where(response => response.Key[0] != '2'), response =>
            Assert.NotNull(response.Value!["content"]!["application/problem+json"]!["example"]));
    }

    private static void AssertExample(JsonNode content) =>
        Assert.All(content.AsObject(), body => Assert.NotNull(body.Value!["example"]));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(property =>
            property is { Key: "$ref", Value: JsonValue value } && ((string?)value)!.StartsWith("#/components", StringComparison.Ordinal) ? [(string)value!] : References(property.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
