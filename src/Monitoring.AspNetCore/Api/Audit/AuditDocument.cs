using System.ComponentModel;
using Monitoring.Auditing;

namespace Monitoring.AspNetCore.Api.Audit;

internal sealed record AuditDocument
{
    public required string Id { get; init; }

    [Description("The project, or null for the host as a whole.")]
    public required string? ProjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    [Description("user, token, system or anonymous.")]
    public required string ActorKind { get; init; }

    public required string ActorId { get; init; }

    [Description("The door that the actor came through, such as api or host.")]
    public required string Door { get; init; }

    [Description("What was done, such as project.created or access.refused.")]
    public required string Action { get; init; }

    [Description("What it was done to, such as key:abc.")]
    public required string Subject { get; init; }

    public required string? Before { get; init; }

    public required string? After { get; init; }

    public static AuditDocument Of(AuditEntry entry) => new()
    {
        Id = entry.Id.ToString(),
        ProjectId = entry.ProjectId.IsDefault ? null : entry.ProjectId.ToString(),
        At = entry.At,
        ActorKind = Words.Of(entry.ActorKind),
        ActorId = entry.ActorId,
        Door = entry.Door,
        Action = entry.Action,
        Subject = entry.Subject,
        Before = entry.Before,
        After = entry.After,
    };
}
