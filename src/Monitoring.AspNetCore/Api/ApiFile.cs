using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monitoring.AspNetCore.Api;

/// <summary>
/// A file that somebody sent, on its way to somebody else. It is offered for saving and never shown: what it claims to be is not to be trusted.
/// </summary>
internal sealed record ApiFile
{
    public required Stream Content { get; init; }

    public required long Length { get; init; }

    public required string ContentType { get; init; }

    public required string Name { get; init; }

    /// <summary>Writes the file, without its bytes when only the head was asked for, and disposes its stream.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        await using var content = Content;
        var response = context.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.ContentType = ContentType;
        response.ContentLength = Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await content.CopyToAsync(response.Body, context.RequestAborted);
        }
    }
}
