using System.Text.Json.Serialization;
using Monitoring.Access;

namespace Monitoring.Signals.Errors;

/// <summary>Somebody wrote, changed or removed a comment on an issue.</summary>
public sealed record ErrorIssueCommented : ErrorIssueSignal
{
    /// <summary>The comment.</summary>
    public required EntityId CommentId { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of who did it.</summary>
    public required string ActorId { get; init; }

    /// <summary>What it says now, Markdown; <see langword="null"/> when it was removed. May hold personal data.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Text { get; init; }
}
