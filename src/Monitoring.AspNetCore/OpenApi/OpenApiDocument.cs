using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.OpenApi;

/// <summary>
/// Describes the product API as OpenAPI 3.1. The document is made from the operations that are mapped, with the same code that
/// writes real answers, so neither settings nor packages of the host can make it differ from what the calls do.
/// </summary>
internal static class OpenApiDocument
{
    private const string Suffix = "/openapi/v1.json";

    private static readonly JsonSerializerOptions Text = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext context, IReadOnlyList<ApiOperation> operations)
    {
        var request = context.Request;
        var path = $"{request.PathBase}{request.Path}";
        var server = path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? path[..^Suffix.Length] + "/api/v1" : "/monitoring/api/v1";
        context.Response.ContentType = ApiAnswer.Json;
        return context.Response.WriteAsync(Create(operations, server).ToJsonString(Text), context.RequestAborted);
    }

    public static JsonObject Create(IReadOnlyList<ApiOperation> operations, string server)
    {
        var schemas = new OpenApiSchemas();
        var paths = new JsonObject();
        foreach (var operation in operations)
        {
            if (paths[operation.Path] is not JsonObject path)
            {
                paths[operation.Path] = path = [];
            }

            path[operation.Method.ToLowerInvariant()] = OpenApiOperation.Create(operation, schemas);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Monitoring product API",
                ["version"] = "v1",
                ["description"] =
                    "Authentication is the host's: send what it asks for. Ids are strings, instants RFC 3339 in UTC, durations ISO 8601. " +
                    "Lists are paged by 'cursor'. Every refusal is a problem document (RFC 9457) whose 'detail' names the place.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = server }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.Components },
        };
    }
}
