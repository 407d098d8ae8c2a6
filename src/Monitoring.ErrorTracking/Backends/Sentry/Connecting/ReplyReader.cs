using System.Net;
using System.Text.Json;
using Monitoring.ErrorTracking.Backends.Reading;

namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>Reads an answer up to a limit, and tells from its status what it means.</summary>
internal static class ReplyReader
{
    private const int MaxDetail = 200;

    public static async ValueTask<SentryReply> ReadAsync(HttpResponseMessage response, int limit, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (response.StatusCode is >= HttpStatusCode.OK and <= HttpStatusCode.NoContent)
        {
            return await ReadBodyAsync(response, limit, cancellationToken).ConfigureAwait(false) is { } body
                ? new SentryReply { Outcome = BackendOutcome.Done, Body = body, Link = Link(response) }
                : SentryReply.Failed(BackendOutcome.BadAnswer, $"The Sentry server's answer has more than {limit} bytes.");
        }

        var detail = response.StatusCode == HttpStatusCode.BadRequest ? Detail(await ReadBodyAsync(response, limit, cancellationToken).ConfigureAwait(false)) : "";
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest => SentryReply.Failed(BackendOutcome.Invalid, $"The Sentry server refused the call as not well formed{detail}."),
            HttpStatusCode.Unauthorized => SentryReply.Failed(BackendOutcome.TokenRefused, "The Sentry server does not know the token; set another one."),
            HttpStatusCode.Forbidden => SentryReply.Failed(
                BackendOutcome.TokenRefused, "The token may not do this at the Sentry server; it needs the scopes project:read, event:read and, for changes, event:write."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => SentryReply.Failed(
                BackendOutcome.NotFound, "The Sentry server has no such project or issue, or does not show it for this token; check address, organization and project."),
            HttpStatusCode.TooManyRequests => SentryReply.Failed(BackendOutcome.RateLimited, "The Sentry server wants fewer calls.") with { RetryAfter = RetryAfter(response, timeProvider) },
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => SentryReply.Failed(
                BackendOutcome.BadAnswer, "The Sentry server answered with a redirect, which is not followed; set the address that it answers at itself."),
            >= HttpStatusCode.InternalServerError => SentryReply.Failed(BackendOutcome.Unavailable, $"The Sentry server failed with {(int)response.StatusCode}."),
            _ => SentryReply.Failed(BackendOutcome.BadAnswer, $"The Sentry server answered with {(int)response.StatusCode}, which is not expected."),
        };
    }

    private static string Link(HttpResponseMessage response) => response.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values) : "";

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider timeProvider)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - timeProvider.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > limit)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            for (var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false); read > 0; read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false))
            {
                if (body.Length + read > limit)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }
        }

        return body.ToArray();
    }

    /// <summary>What the server says is wrong with a search, short and in one line.</summary>
    private static string Detail(ReadOnlyMemory<byte>? body)
    {
        if (body is not { IsEmpty: false } bytes)
        {
            return "";
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            var text = document.RootElement.Text("detail") ?? "";
            return text.Length == 0 ? "" : ": " + string.Concat(text.Take(MaxDetail).Where(letter => !char.IsControl(letter))).TrimEnd('.');
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
