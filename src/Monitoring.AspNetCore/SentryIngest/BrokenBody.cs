using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Why a body could not be read to its end, in words of this product: those of servers differ and change.</summary>
internal sealed record BrokenBody(string Name, string Message)
{
    public static BrokenBody Of(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => new("incomplete_body", "The body took too long to come to its end."),
        StatusCodes.Status413PayloadTooLarge => new("too_large", "The body is larger than the server takes."),
        _ => new("incomplete_body", "The body is malformed, or did not come to its end."),
    };
}
