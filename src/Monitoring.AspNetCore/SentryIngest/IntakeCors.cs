using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>
/// What lets a web page of any origin report. It is answered here and not by a policy of the host, because a report must come
/// through whatever the host allows to its own pages; a key is the only thing that intake asks for.
/// </summary>
internal static class IntakeCors
{
    private const string AllowedHeaders =
        "x-sentry-auth, x-requested-with, x-forwarded-for, origin, referer, accept, content-type, authentication, authorization, "
        + "content-encoding, transfer-encoding, sentry-trace, baggage";

    private const string ExposedHeaders = "x-sentry-error, x-sentry-rate-limits, retry-after";

    /// <summary>Lets a page read the answer.</summary>
    public static void Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = ExposedHeaders;
    }

    /// <summary>Lets a page send, in answer to the question that its browser asks before.</summary>
    public static void AllowSending(HttpResponse response)
    {
        Allow(response);
        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.AccessControlAllowMethods = "POST";
        response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        response.Headers.AccessControlMaxAge = "3600";
    }
}
