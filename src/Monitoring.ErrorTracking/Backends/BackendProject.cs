namespace Monitoring.ErrorTracking.Backends;

/// <summary>A project that a token of a Sentry server can see.</summary>
public sealed record BackendProject
{
    /// <summary>Its number there.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its slug.</summary>
    public required string Slug { get; init; }

    /// <summary>The organisation's name.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The organisation's slug.</summary>
    public required string OrganizationSlug { get; init; }
}
