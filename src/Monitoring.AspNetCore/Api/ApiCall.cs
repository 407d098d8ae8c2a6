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
        var isRead = TryRead(json, out value, out var status, out var fault);
        problem = isRead ? null : Problem.Create(status, fault);
        return isRead;
    }

    /// <summary>Reads the body, for a protocol with a form of its own for refusals.</summary>
    /// <param name="json">The shape.</param>
    /// <param name="value">What was read.</param>
    /// <param name="status">The status of the refusal.</param>
    /// <param name="fault">Why it cannot be read, with the place.</param>
    public bool TryRead<T>(JsonTypeInfo<T> json, out T value, out int status, out string fault)
        where T : class
    {
        value = null!;
        if (WrongContentType() is { } wrong)
        {
            (status, fault) = (StatusCodes.Status415UnsupportedMediaType, wrong);
            return false;
        }

        (status, fault) = (StatusCodes.Status400BadRequest, "The body is empty or null; an object is expected.");
        try
        {
            value = JsonSerializer.Deserialize(Body.Span, json)!;
        }
        catch (JsonException exception)
        {
            fault = BodyFault.Of(exception);
        }

        return value is not null;
    }

    private string? WrongContentType()
    {
        var type = Context.Request.ContentType;
        var isJson = MediaTypeHeaderValue.TryParse(type, out var parsed)
            && (parsed.MediaType.Equals(ApiAnswer.Json, StringComparison.OrdinalIgnoreCase)
                || parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        return isJson ? null : $"Content-Type: '{Problem.Short(type ?? "")}' is not taken; send 'application/json'.";
    }
}
