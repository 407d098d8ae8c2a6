using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>Which events are looked at.</summary>
internal sealed record EventScope
{
    public required short Part { get; init; }

    public required ProjectId Project { get; init; }

    /// <summary>The hashes of an issue, or <see langword="null"/> for all of the project.</summary>
    public long[]? Hashes { get; init; }

    /// <summary>The issue of these hashes.</summary>
    public IssueId Issue { get; init; }

    /// <summary>Received at or after this, UTC ticks.</summary>
    public long From { get; init; }

    /// <summary>Received before this, UTC ticks.</summary>
    public long To { get; init; } = long.MaxValue;

    public string? Environment { get; init; }

    public bool OnlyKept { get; init; }

    public EventFilter? Filter { get; init; }

    /// <summary>Whether rows alone say that an event is wanted.</summary>
    public bool IsExact => Filter is null && Environment is null;

    public bool Matches(GroupedEvent candidate) => (Environment is null || candidate.Environment == Environment) && (Filter?.Matches(candidate) ?? true);
}
