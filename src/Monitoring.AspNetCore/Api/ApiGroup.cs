using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Monitoring.AspNetCore.Api;

/// <summary>The calls of the product API, as they are mapped.</summary>
internal sealed class ApiGroup(IEndpointRouteBuilder routes)
{
    private readonly List<ApiOperation> _operations = [];

    public IReadOnlyList<ApiOperation> Operations => _operations;

    public void Map(ApiOperation operation, ApiHandler handler)
    {
        if (operation.IsCommand)
        {
            operation = operation with { Parameters = [.. operation.Parameters, Parameters.IdempotencyKey] };
        }

        _operations.Add(operation);
        routes.MapMethods(operation.Path, Methods(operation), context => ApiPipeline.InvokeAsync(context, operation, handler)).WithMetadata(operation);
    }

    /// <summary>Answers what is mapped nowhere with a problem document, which routing alone would leave empty.</summary>
    public void MapRest() =>
        routes.Map("/{**rest}", context => NothingAt(context.Request).WriteAsync(context));

    /// <summary>What can be read can be asked for without its body; the server leaves it out.</summary>
    private static string[] Methods(ApiOperation operation) =>
        operation.Method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : [operation.Method];

    private ApiAnswer NothingAt(HttpRequest request)
    {
        var path = (request.RouteValues["rest"] as string ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var methods = _operations.Where(operation => Fits(operation.Path, path)).SelectMany(Methods).Distinct().Order().ToArray();
        return methods.Length == 0
            ? Problem.NotFound($"There is no such call; '{Root(request)}/openapi/v1.json' lists all.")
            : Problem.Create(StatusCodes.Status405MethodNotAllowed, $"{request.Method} is not possible here, only {string.Join(", ", methods)}.")
                with
            { Allow = string.Join(", ", methods) };
    }

    /// <summary>Where the group is mapped, prefix and all.</summary>
    private static string Root(HttpRequest request)
    {
        var path = $"{request.PathBase}{request.Path}";
        var end = path.IndexOf("/monitoring/api/v1", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? "/monitoring" : Problem.Short(path[..end]) + "/monitoring";
    }

    private static bool Fits(string template, string[] path)
    {
        var segments = template.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length == path.Length
            && segments.Zip(path).All(pair => pair.First[0] == '{' || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
