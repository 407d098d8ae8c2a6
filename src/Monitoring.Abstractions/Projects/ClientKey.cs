namespace Monitoring.Projects;

/// <summary>A key with which SDKs report to a project; the first part of a DSN.</summary>
public sealed record ClientKey
{
    /// <summary>The public key, unique in the host.</summary>
    public required PublicKey PublicKey { get; init; }

    /// <summary>The project that the key reports to.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>What people call the key, at most 255 characters.</summary>
    public required string Label { get; init; }

    /// <summary>When the key was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the key is accepted; a revoked key is kept, so that refusals can name it.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>
    /// The service that events of this key belong to when they do not say so themselves by the tags
    /// <c>service.name</c> or <c>service</c>; <see langword="null"/> when the key is shared by several.
    /// </summary>
    public string? Service { get; init; }

    /// <summary>How many events the key may report, or <see langword="null"/> for no limit of its own.</summary>
    public KeyRateLimit? RateLimit { get; init; }
}
