namespace Monitoring.AspNetCore.Api;

/// <summary>A command that was called with a key, and its answer once there is one.</summary>
internal sealed record IdempotencyRecord
{
    /// <summary>A hash over actor, method, path and key.</summary>
    public required string Id { get; init; }

    /// <summary>A hash over what was sent, to tell a repeat from another command with the same key.</summary>
    public required string RequestHash { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The answer's status, or zero while the command runs, and for ever when it was interrupted.</summary>
    public int Status { get; init; }

    /// <summary>Whether the command failed in such a way that nobody knows whether it was done.</summary>
    public bool IsInterrupted { get; init; }

    public string? ContentType { get; init; }

    public byte[] Body { get; init; } = [];

    public string? ETag { get; init; }

    public string? Location { get; init; }
}
