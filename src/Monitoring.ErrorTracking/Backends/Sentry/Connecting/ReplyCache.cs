using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>
/// Answers what was read of a server a moment ago. Bounded by entries and by the size of each, so that it holds 16 MiB at most; when it is full it begins anew.
/// </summary>
internal sealed class ReplyCache(IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int MaxEntries = 64;
    private const int MaxBytes = 256 * 1024;

    private readonly TimeSpan _lifetime = options.Value.SentryBackend.CacheLifetime;
    private readonly ConcurrentDictionary<(ProjectId Project, Uri Url, string Token), Entry> _entries = new();

    /// <summary>Reads from the server what is not remembered, for a project of this product.</summary>
    public async ValueTask<SentryReply> ReadAsync(
        ProjectId project, SentryCall call, Func<SentryCall, CancellationToken, ValueTask<SentryReply>> send, CancellationToken cancellationToken)
    {
        var key = (project, call.Url, call.Token);
        if (_entries.TryGetValue(key, out var known) && timeProvider.GetElapsedTime(known.ReadAt) < _lifetime)
        {
            return known.Reply;
        }

        var readAt = timeProvider.GetTimestamp();
        var reply = await send(call, cancellationToken).ConfigureAwait(false);
        if (_lifetime > TimeSpan.Zero && reply.Outcome == BackendOutcome.Done && reply.Body.Length <= MaxBytes)
        {
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }

            _entries[key] = new Entry(reply, readAt);
        }

        return reply;
    }

    /// <summary>Forgets what was read for a project, after a change.</summary>
    public void Forget(ProjectId project)
    {
        foreach (var key in _entries.Keys.Where(key => key.Project == project))
        {
            _entries.TryRemove(key, out _);
        }
    }

    private sealed record Entry(SentryReply Reply, long ReadAt);
}
