using Monitoring.Access;

namespace Monitoring.ErrorTracking.Triage.Links;

/// <summary>Leads from an issue to something elsewhere, such as a ticket.</summary>
public sealed record IssueLink
{
    /// <summary>The link's id; links sort by it, the oldest first.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The issue that the link was set on.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>Where it leads: http or https, without user and password, at most 2,000 characters.</summary>
    public required string Url { get; init; }

    /// <summary>What it is called, at most 200 characters; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>The <see cref="Actor.Id"/> of who set it. May identify a person.</summary>
    public required string ActorId { get; init; }

    /// <summary>When it was set, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
