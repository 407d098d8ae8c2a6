using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>
/// An issue with its aggregates: the sum of what its hashes have counted. Title, culprit, type, level, platform and search text are
/// those of the event that was received last and, of several received at once, has the greatest id.
/// </summary>
public sealed record IssueRow
{
    /// <summary>The issue's id.</summary>
    public required IssueId Id { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>Its number in the project, from 1 on, never handed out twice; the end of its short id.</summary>
    public required long Number { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>The place that is to blame; may be empty.</summary>
    public required string Culprit { get; init; }

    /// <summary>The kind of its events.</summary>
    public required string Type { get; init; }

    /// <summary>How bad it is.</summary>
    public required ErrorLevel Level { get; init; }

    /// <summary>The SDK's platform.</summary>
    public required string Platform { get; init; }

    /// <summary>What else free text is searched in: message, exceptions and frames of the event that title and culprit are of.</summary>
    public string SearchText { get; init; } = "";

    /// <summary>Its status, as it was when it began; <see cref="IssueLifecycle.At"/> says what it has become by now.</summary>
    public required IssueState State { get; init; }

    /// <summary>Who works on it (an <see cref="Access.Actor.Id"/>), or <see langword="null"/>.</summary>
    public string? Assignee { get; init; }

    /// <summary>How many events it has had, whether their payloads were kept or not.</summary>
    public required long Count { get; init; }

    /// <summary>How many different users were affected; exact while few, an estimate within some 2 % then.</summary>
    public required long UserCount { get; init; }

    /// <summary>The earliest timestamp of its events.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The latest timestamp of its events.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The environments that it was seen in, the first in ordinal order, at most <see cref="ErrorStoreLimits.Facets"/>.</summary>
    public required ImmutableArray<string> Environments { get; init; }

    /// <summary>The services that it was seen in, the first in ordinal order, at most <see cref="ErrorStoreLimits.Facets"/>.</summary>
    public required ImmutableArray<string> Services { get; init; }

    /// <summary>The releases that it was seen in, the first in ordinal order, at most <see cref="ErrorStoreLimits.Facets"/>.</summary>
    public required ImmutableArray<string> Releases { get; init; }

    /// <summary>The hashes that belong to it, in order.</summary>
    public required ImmutableArray<GroupingHash> Hashes { get; init; }

    /// <summary>
    /// Changes when somebody changes the issue or <see cref="IssueLifecycle"/> tells a transition, not with every event; for
    /// optimistic changes.
    /// </summary>
    public required long Version { get; init; }
}
