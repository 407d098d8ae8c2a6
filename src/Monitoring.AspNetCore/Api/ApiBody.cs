using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.Api;

/// <summary>Reads the body of a call as a whole, up to a limit.</summary>
internal static class ApiBody
{
    /// <returns>The body, or <see langword="null"/> when it is longer than allowed.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (result.Buffer.Length > limit)
            {
                return null;
            }

            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
