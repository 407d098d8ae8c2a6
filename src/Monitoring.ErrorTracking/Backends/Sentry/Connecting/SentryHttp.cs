using Microsoft.Extensions.Options;

namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>Calls Sentry servers within bounds of time and size. Whatever a server does is an outcome.</summary>
internal sealed class SentryHttp : IDisposable
{
    private static readonly TimeSpan ShortRetryDelay = TimeSpan.FromSeconds(1);

    private readonly SentryBackendOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ErrorTrackingMetrics _metrics;
    private readonly Lazy<HttpClient> _client;

    public SentryHttp(IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider, ErrorTrackingMetrics metrics)
    {
        _options = options.Value.SentryBackend;
        _timeProvider = timeProvider;
        _metrics = metrics;
        _client = new Lazy<HttpClient>(() => new HttpClient(_options.CreateHandler?.Invoke() ?? GuardedConnections.Create(_options)) { Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>Makes a call; once more when the server asks for a short wait.</summary>
    public async ValueTask<SentryReply> SendAsync(SentryCall call, CancellationToken cancellationToken)
    {
        var reply = await TryAsync(call, cancellationToken).ConfigureAwait(false);
        if (reply.Outcome == BackendOutcome.RateLimited && _options.MaxRetryDelay > TimeSpan.Zero && (reply.RetryAfter ?? ShortRetryDelay) is var wait && wait <= _options.MaxRetryDelay)
        {
            await Task.Delay(wait, _timeProvider, cancellationToken).ConfigureAwait(false);
            reply = await TryAsync(call, cancellationToken).ConfigureAwait(false);
        }

        return reply;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private async ValueTask<SentryReply> TryAsync(SentryCall call, CancellationToken cancellationToken)
    {
        var reply = await ExchangeAsync(call, cancellationToken).ConfigureAwait(false);
        _metrics.BackendCall(reply.Outcome.ToString());
        return reply;
    }

    private async ValueTask<SentryReply> ExchangeAsync(SentryCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = call.ToRequest();
            using var response = await _client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await ReplyReader.ReadAsync(response, _options.MaxAnswerBytes, _timeProvider, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SentryReply.Failed(BackendOutcome.TimedOut, $"The Sentry server did not answer within {_options.Timeout.TotalSeconds:0.#} seconds.");
        }
        catch (InvalidDataException)
        {
            return SentryReply.Failed(BackendOutcome.BadAnswer, "The Sentry server's answer is compressed and broken.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return SentryReply.Failed(BackendOutcome.Unreachable, ConnectionFaults.Explain(exception, call.Url));
        }
    }
}
