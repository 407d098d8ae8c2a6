using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.OpenApi;

/// <summary>Describes one call.</summary>
internal static class OpenApiOperation
{
    public static JsonObject Create(ApiOperation operation, OpenApiSchemas schemas)
    {
        var description = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = new JsonArray(Tag(operation.Path)),
            ["summary"] = operation.Summary,
        };
        if (operation.Description.Length > 0)
        {
            description["description"] = operation.Description;
        }

        if (!operation.Parameters.IsEmpty)
        {
            description["parameters"] = new JsonArray([.. operation.Parameters.Select(Parameter)]);
        }

        if (operation.Request is { } request)
        {
            description["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(schemas, request) };
        }

        description["responses"] = Responses(operation, schemas);
        return description;
    }

    private static JsonObject Parameter(ApiParameter parameter)
    {
        var schema = new JsonObject { ["type"] = parameter.Type };
        if (parameter.Values.Count > 0)
        {
            schema["enum"] = new JsonArray([.. parameter.Values.Select(value => JsonValue.Create(value))]);
        }

        return new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.In,
            ["required"] = parameter.In == "path" || parameter.IsRequired,
            ["description"] = parameter.Description,
            ["schema"] = schema,
            ["example"] = Example(parameter),
        };
    }

    private static JsonValue Example(ApiParameter parameter) => parameter.Type switch
    {
        "integer" => JsonValue.Create(int.Parse(parameter.Example, CultureInfo.InvariantCulture)),
        "boolean" => JsonValue.Create(bool.Parse(parameter.Example)),
        _ => JsonValue.Create(parameter.Example),
    };

    private static JsonObject Responses(ApiOperation operation, OpenApiSchemas schemas)
    {
        var done = new JsonObject { ["description"] = operation.Summary };
        if (operation.Answer is not null)
        {
            done["content"] = Content(schemas, operation.Answer, operation.OtherAnswer);
        }

        var responses = new JsonObject { [Text(operation.Status)] = done };
        foreach (var status in Refusals(operation).Order().Distinct())
        {
            responses[Text(status)] = Refusal(status, schemas);
        }

        return responses;
    }

    private static IEnumerable<int> Refusals(ApiOperation operation)
    {
        IEnumerable<int> always =
            [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable];
        IEnumerable<int> ofCommands = operation.IsCommand
            ? [StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity]
            : [];
        IEnumerable<int> ofBodies = operation.Request is null ? [] : [StatusCodes.Status415UnsupportedMediaType];
        return [.. operation.Refusals, .. always, .. ofCommands, .. ofBodies];
    }

    private static JsonObject Refusal(int status, OpenApiSchemas schemas)
    {
        var problem = new ProblemDocument { Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = "What is wrong, and where." };
        var content = ApiContent.Of(problem, ProblemJson.Default.ProblemDocument) with { ContentType = Problem.ContentType };
        return new JsonObject { ["description"] = problem.Title, ["content"] = Content(schemas, content) };
    }

    private static JsonObject Content(OpenApiSchemas schemas, params ReadOnlySpan<ApiContent?> contents)
    {
        var described = new JsonObject();
        foreach (var content in contents)
        {
            if (content is not null)
            {
                described[content.ContentType] = new JsonObject { ["schema"] = schemas.Of(content.Shape), ["example"] = Example(content) };
            }
        }

        return described;
    }

    private static JsonNode? Example(ApiContent content) =>
        content.Shape is null ? JsonValue.Create(System.Text.Encoding.UTF8.GetString(content.Example.Span)) : JsonNode.Parse(content.Example.Span);

    private static string Tag(string path) => path.Split('/', '{')[1] is "projects" && path.Split('/') is { Length: > 3 } parts ? parts[3] : path.Split('/')[1];

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
