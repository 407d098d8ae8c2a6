using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>An issue as any back end tells of it. Texts may hold personal data that is not scrubbed when they come from a Sentry server.</summary>
public sealed record BackendIssue
{
    /// <summary>Its id, a positive number of at most 63 bits.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it, such as <c>SHOP-12</c>; may be empty.</summary>
    public required string ShortId { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The place that is to blame; may be empty.</summary>
    public required string Culprit { get; init; }

    /// <summary>The kind of its events, such as <c>error</c>; may be empty.</summary>
    public required string Type { get; init; }

    /// <summary>How bad it is, in the back end's word, such as <c>error</c>; may be empty.</summary>
    public required string Level { get; init; }

    /// <summary>The SDK's platform; may be empty.</summary>
    public required string Platform { get; init; }

    /// <summary>Whether it needs somebody.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>How many events it has had.</summary>
    public required long Count { get; init; }

    /// <summary>How many users were affected.</summary>
    public required long UserCount { get; init; }

    /// <summary>The earliest event, UTC.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The latest event, UTC.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Who works on it, or <see langword="null"/>.</summary>
    public string? Assignee { get; init; }

    /// <summary>The slug of the project that the back end has it in.</summary>
    public required string ProjectSlug { get; init; }

    /// <summary>The page of the issue at a Sentry server, http or https; <see langword="null"/> for the integrated back end.</summary>
    public string? ExternalUrl { get; init; }

    /// <summary>The first link to a ticket or page that was attached to it, http or https; <see langword="null"/> when there is none or the back end has no such thing.</summary>
    public string? LinkedUrl { get; init; }

    /// <summary>The release that it was first seen in; <see langword="null"/> when the back end does not say, as in lists.</summary>
    public string? FirstRelease { get; init; }

    /// <summary>The release that it was last seen in; <see langword="null"/> when the back end does not say, as in lists.</summary>
    public string? LastRelease { get; init; }

    /// <summary>How many events it had in each of the last 24 hours, the oldest first; empty when the back end does not say.</summary>
    public ImmutableArray<SeriesPoint> Frequency { get; init => field = value.IsDefault ? [] : value; } = [];
}
