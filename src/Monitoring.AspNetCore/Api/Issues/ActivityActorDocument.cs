using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record ActivityActorDocument
{
    [Description("user, token or system.")]
    public required string? Kind { get; init; }

    public required string Id { get; init; }

    [Description("The door that the actor came through, such as api.")]
    public required string? Door { get; init; }
}
