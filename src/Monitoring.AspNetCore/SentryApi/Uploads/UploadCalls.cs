using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.SourceMaps;

namespace Monitoring.AspNetCore.SentryApi.Uploads;

/// <summary>Takes the chunks of bundles: forms whose files are named by their SHA-1, packed by gzip or not.</summary>
internal static class UploadCalls
{
    private const int ChunksPerRequest = 32;
    private const int MaxRequestBytes = 32 * 1024 * 1024;
    private const int Concurrency = 4;

    public static async ValueTask<ApiAnswer> GetOptionsAsync(ApiCall call)
    {
        if (await SentryProjects.RefuseUploadAsync(call, call.Route("org")) is { } refusal)
        {
            return refusal;
        }

        var request = call.Context.Request;
        var maps = call.Service<ISourceMaps>();
        return ApiAnswer.Ok(
            new SentryUploadOptions
            {
                Url = $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}",
                ChunkSize = maps.MaxChunkBytes,
                ChunksPerRequest = ChunksPerRequest,
                MaxFileSize = maps.MaxBundleBytes,
                MaxRequestSize = MaxRequestBytes,
                Concurrency = Concurrency,
            },
            SentryUploadJson.Default.SentryUploadOptions);
    }

    public static async ValueTask<ApiAnswer> UploadAsync(ApiCall call)
    {
        if (await SentryProjects.RefuseUploadAsync(call, call.Route("org")) is { } refusal)
        {
            return refusal;
        }

        var request = call.Context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return SentryAnswer.Error(StatusCodes.Status400BadRequest, "Content-Type: 'multipart/form-data' with a boundary is expected.");
        }

        // Some room for the form itself.
        if (call.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxRequestBytes + (1024 * 1024);
        }

        try
        {
            return await ReadAsync(call, new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 4096 });
        }
        catch (Exception exception) when (exception is InvalidDataException || (exception is IOException and not BadHttpRequestException))
        {
            return SentryAnswer.Error(StatusCodes.Status400BadRequest, "The form or a chunk in it is broken or too long.");
        }
    }

    private static async ValueTask<ApiAnswer> ReadAsync(ApiCall call, MultipartReader form)
    {
        var maps = call.Service<ISourceMaps>();
        for (var count = 1; await form.ReadNextSectionAsync(call.Cancellation) is { } section; count++)
        {
            if (count > ChunksPerRequest)
            {
                return SentryAnswer.Error(StatusCodes.Status400BadRequest, $"At most {ChunksPerRequest} chunks are taken at once.");
            }

            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part)
                || HeaderUtilities.RemoveQuotes(part.FileName).Value is not { Length: > 0 } checksum)
            {
                return SentryAnswer.Error(StatusCodes.Status400BadRequest, $"Part {count} of the form is no file that is named by its checksum.");
            }

            var isPacked = HeaderUtilities.RemoveQuotes(part.Name).Equals("file_gzip", StringComparison.Ordinal);
            if (await ReadChunkAsync(section.Body, isPacked, maps.MaxChunkBytes, call.Cancellation) is not { } content)
            {
                return SentryAnswer.Error(StatusCodes.Status413PayloadTooLarge, $"The chunk {Problem.Short(checksum)} has more than {maps.MaxChunkBytes} bytes.");
            }

            var result = await maps.WriteChunkAsync(call.Actor, call.Route("org"), checksum, content, call.Cancellation);
            if (result.Value is null)
            {
                return SentryAnswer.Refusal(result);
            }
        }

        return new ApiAnswer { Status = StatusCodes.Status200OK, ContentType = ApiAnswer.Json, Body = "[]"u8.ToArray() };
    }

    /// <returns>The bytes, unpacked; nothing when there are too many, whatever they claim to be.</returns>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadChunkAsync(Stream body, bool isPacked, int limit, CancellationToken cancellationToken)
    {
        await using var unpacked = isPacked ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : body;
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = await unpacked.ReadAsync(buffer, cancellationToken); read > 0; read = await unpacked.ReadAsync(buffer, cancellationToken))
        {
            if (content.Length + read > limit)
            {
                return null;
            }

            content.Write(buffer.AsSpan(0, read));
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
