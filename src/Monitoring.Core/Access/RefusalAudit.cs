using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Storage;

namespace Monitoring.Core.Access;

/// <summary>
/// Writes refusals to the audit log, each actor's refusal of one permission in one project at most once a minute, so
/// that a misconfigured client does not fill the log. All are counted by a metric.
/// </summary>
internal sealed class RefusalAudit(IAuditLog audit, CoreMetrics metrics, TimeProvider timeProvider, ILogger<RefusalAudit> logger)
{
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string ActorId, Permission Permission, ProjectId Project), long> _written = new();

    /// <param name="actor">Who was refused.</param>
    /// <param name="permission">What for.</param>
    /// <param name="project">Where; <see langword="default"/> when there is no such project.</param>
    /// <param name="decision">Why.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask RecordAsync(Actor actor, Permission permission, ProjectId project, AccessDecision decision, CancellationToken cancellationToken)
    {
        metrics.Refused(permission, decision.Kind);
        if (!IsFirstInAWhile((actor.Id, permission, project)))
        {
            return;
        }

        try
        {
            // Repeats are not written for a while, so this one must be, even when its caller goes away.
            await audit.AppendAsync(Entry(actor, permission, project, decision), CancellationToken.None).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException exception)
        {
            // The refusal stands whether or not it can be written down.
            Log.RefusalNotAudited(logger, exception);
        }
    }

    private bool IsFirstInAWhile((string, Permission, ProjectId) refusal)
    {
        var now = timeProvider.GetTimestamp();
        if (_written.TryGetValue(refusal, out var last))
        {
            return timeProvider.GetElapsedTime(last, now) >= Quiet && _written.TryUpdate(refusal, now, last);
        }

        if (_written.Count >= MaxRemembered)
        {
            Forget(now);
        }

        return _written.Count < MaxRemembered && _written.TryAdd(refusal, now);
    }

    private void Forget(long now)
    {
        foreach (var (refusal, last) in _written)
        {
            if (timeProvider.GetElapsedTime(last, now) >= Quiet)
            {
                _written.TryRemove(refusal, out _);
            }
        }
    }

    private AuditEntry Entry(Actor actor, Permission permission, ProjectId project, AccessDecision decision) => new()
    {
        Id = EntityId.Create(timeProvider),
        ProjectId = project,
        At = timeProvider.GetUtcNow(),
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        Door = actor.Door,
        Action = "access.refused",
        Subject = $"permission:{permission}",
        After = decision.Reason,
    };
}
