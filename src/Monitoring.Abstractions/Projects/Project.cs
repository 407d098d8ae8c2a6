using System.Collections.Immutable;

namespace Monitoring.Projects;

/// <summary>
/// The unit of ownership: members, keys, settings and data belong to a project. It may be one application or the
/// dedicated monitoring project of many services; events carry their service and environment themselves.
/// </summary>
public sealed record Project
{
    /// <summary>The number that stands in DSNs.</summary>
    public required ProjectId Id { get; init; }

    /// <summary>
    /// The full path, lowercase segments of <c>[a-z0-9_.-]</c> joined by <c>/</c>, unique in the host, such as
    /// <c>group/app</c>. Its last segment is the project's slug.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The name shown to people, 1 to 255 characters.</summary>
    public required string Name { get; init; }

    /// <summary>When the project was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The features that are switched on, in order.</summary>
    public ImmutableArray<Feature> Features { get; init; } = [];

    /// <summary>The last segment of <see cref="Path"/>; in capitals it leads the short ids of issues.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Slug => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Whether a feature is switched on.</summary>
    public bool Has(Feature feature) => Features.Contains(feature);
}
