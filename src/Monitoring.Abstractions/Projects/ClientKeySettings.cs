namespace Monitoring.Projects;

/// <summary>What people set of a <see cref="ClientKey"/>.</summary>
public sealed record ClientKeySettings
{
    /// <inheritdoc cref="ClientKey.Label"/>
    public required string Label { get; init; }

    /// <inheritdoc cref="ClientKey.IsActive"/>
    public bool IsActive { get; init; } = true;

    /// <inheritdoc cref="ClientKey.Service"/>
    public string? Service { get; init; }

    /// <inheritdoc cref="ClientKey.RateLimit"/>
    public KeyRateLimit? RateLimit { get; init; }
}
