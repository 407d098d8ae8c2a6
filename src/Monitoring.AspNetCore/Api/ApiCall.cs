using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Monitoring.Access;

namespace Monitoring.AspNetCore.Api;

/// <summary>A call of the product API: who calls, with what.</summary>
internal sealed class ApiCall(HttpContext context, Actor actor, ReadOnlyMemory<byte> body)
{
    public HttpContext Context { get; } = context;

    public Actor Actor { get; } = actor;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public ApiQuery Query { get; } = new(context.Request.Query);

    /// <summary>The project as the caller named it, once it was looked for.</summary>
    public string? NamedProject { get; set; }

    /// <summary>Ends the call when the caller goes away; a command that runs under a key goes on.</summary>
    public CancellationToken Cancellation { get; set; } = context.RequestAborted;

    /// <summary>The version that the caller expects, or <see langword="null"/> for any. A tag of somebody else is a version that is never there.</summary>
    public long? ExpectedVersion { get; set; }

    public T Service<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    /// <summary>A segment of the path. Servers decode it but leave an encoded slash as it is, so that it does not end the segment.</summary>
    public string Route(string name) =>
        (Context.Request.RouteValues[name] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the body.</summary>
    /// <param name="json">The shape.</param>
    /// <param name="value">What was read.</param>
    /// <param name="problem">Why it cannot be read, with the place.</param>
    public bool TryRead<T>(JsonTypeInfo<T> json, out T value, out ApiAnswer? problem)
        where T : class
    {
        value = null!;
        problem = WrongContentType();
        if (problem is not null)
        {
            return false;
        }

        try
        {
            value = JsonSerializer.Deserialize(Body.Span, json)!;
        }
        catch (JsonException exception)
        {
            problem = Problem.BadRequest(
                $"The body cannot be read at '{Problem.Short(exception.Path ?? "$")}' (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}): " +
                "the JSON is broken, or there is no such property, or its value is of another type.");
            return false;
        }

        problem = value is null ? Problem.BadRequest("The body is empty or null; an object is expected.") : null;
        return problem is null;
    }

    private ApiAnswer? WrongContentType()
    {
        var type = Context.Request.ContentType;
        var isJson = MediaTypeHeaderValue.TryParse(type, out var parsed)
            && (parsed.MediaType.Equals(ApiAnswer.Json, StringComparison.OrdinalIgnoreCase)
                || parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        return isJson ? null : Problem.Create(
            StatusCodes.Status415UnsupportedMediaType, $"Content-Type: '{Problem.Short(type ?? "")}' is not taken; send 'application/json'.");
    }
}
