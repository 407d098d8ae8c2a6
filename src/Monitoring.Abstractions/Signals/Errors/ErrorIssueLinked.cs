using Monitoring.Access;

namespace Monitoring.Signals.Errors;

/// <summary>Somebody linked an issue to something elsewhere, such as a ticket, or took the link away.</summary>
public sealed record ErrorIssueLinked : ErrorIssueSignal
{
    /// <summary>The link.</summary>
    public required EntityId LinkId { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of who did it.</summary>
    public required string ActorId { get; init; }

    /// <summary>Where it leads, http or https.</summary>
    public required string Url { get; init; }

    /// <summary>Whether the link was taken away.</summary>
    public bool IsRemoved { get; init; }
}
