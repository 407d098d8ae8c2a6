using Monitoring.Access;

namespace Monitoring.Auditing;

/// <summary>One line of the audit log: who did what, through which door, with what before and after.</summary>
public sealed record AuditEntry
{
    /// <summary>The entry's own id; entries sort by it.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The project that it happened in, or <see langword="default"/> for the host as a whole.</summary>
    public ProjectId ProjectId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The kind of the actor.</summary>
    public required ActorKind ActorKind { get; init; }

    /// <summary>The actor; may identify a person.</summary>
    public required string ActorId { get; init; }

    /// <summary>The door that the actor came through, such as <c>api</c>, <c>dashboard</c> or <c>host</c>.</summary>
    public required string Door { get; init; }

    /// <summary>What was done, as a noun and a verb joined by a dot, such as <c>project.created</c> or <c>access.refused</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as <c>key:abc</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>What it was before, redacted; <see langword="null"/> when there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>What it is now, redacted; <see langword="null"/> when there is nothing.</summary>
    public string? After { get; init; }

    /// <summary>An entry of what an actor does now.</summary>
    /// <param name="actor">Who does it, with the door.</param>
    /// <param name="projectId">The project that it happens in, or <see langword="default"/> for the host as a whole.</param>
    /// <param name="action">What is done, see <see cref="Action"/>.</param>
    /// <param name="subject">What it is done to, see <see cref="Subject"/>.</param>
    /// <param name="timeProvider">Tells the present; id and instant follow from it.</param>
    public static AuditEntry Of(Actor actor, ProjectId projectId, string action, string subject, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(timeProvider);
        return new AuditEntry
        {
            Id = EntityId.Create(timeProvider),
            ProjectId = projectId,
            At = timeProvider.GetUtcNow(),
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            Door = actor.Door,
            Action = action,
            Subject = subject,
        };
    }
}
