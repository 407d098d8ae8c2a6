namespace Monitoring.Storage.Errors;

/// <summary>The bounds within which every error store is exact.</summary>
public static class ErrorStoreLimits
{
    /// <summary>The most events in one append.</summary>
    public const int BatchEvents = 10_000;

    /// <summary>The most hashes of one event.</summary>
    public const int HashesPerEvent = 8;

    /// <summary>The most environments, services and releases that are kept of one hash, each, and listed of one issue; those that come later are not kept, their events still count.</summary>
    public const int Facets = 100;

    /// <summary>The most tag keys that are counted of one hash; the first ones to come are kept.</summary>
    public const int TagKeys = 64;

    /// <summary>The most values of a tag key that are counted singly of one hash, the first ones to come; those beyond count together as others.</summary>
    public const int TagValues = 100;

    /// <summary>The most characters of <see cref="GroupedEvent.SearchText"/>.</summary>
    public const int SearchText = 1_000;

    /// <summary>The most releases in <see cref="IssueState.ResolvedInReleases"/> and in <see cref="IssueState.ResolvedAfterReleases"/>, each.</summary>
    public const int ReleasesOfState = 100;

    /// <summary>The most events of one project that are pinned.</summary>
    public const int PinnedEvents = 1_000;

    /// <summary>The largest payload of one event, in bytes.</summary>
    public const int PayloadBytes = 16 * 1024 * 1024;

    /// <summary>For how long at least an event id is known, so that a repeated event is a duplicate.</summary>
    public static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(24);
}
