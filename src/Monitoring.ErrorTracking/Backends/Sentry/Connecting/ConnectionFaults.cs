namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>Says why there was no connection, and what to mend.</summary>
internal static class ConnectionFaults
{
    public static string Explain(Exception exception, Uri url)
    {
        var server = $"{url.IdnHost}:{url.Port}";
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is ForbiddenAddressException)
            {
                return $"The Sentry server {server} has a local address, and those may not be called. The host's administrator can allow it by 'SentryBackend.LocalHosts'.";
            }
        }

        return (exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"There is no server of the name {url.IdnHost}.",
            HttpRequestError.SecureConnectionError => $"The certificate of the Sentry server {server} is not trusted, or it does not speak TLS.",
            HttpRequestError.ConfigurationLimitExceeded => $"The Sentry server {server} answered with more headers than are read.",
            HttpRequestError.InvalidResponse => $"What answers at {server} does not speak HTTP.",
            HttpRequestError.ResponseEnded => $"The Sentry server {server} ended its answer too early.",
            _ => $"The Sentry server {server} cannot be reached.",
        };
    }
}
