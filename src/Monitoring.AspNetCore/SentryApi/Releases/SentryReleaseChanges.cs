using System.Collections.Immutable;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.SentryApi.Releases;

/// <summary>What a call says about a release. What is not known here is passed over, as newer senders may say more.</summary>
internal sealed record SentryReleaseChanges
{
    public string? Version { get; init; }

    public ImmutableArray<string>? Projects { get; init; }

    public string? Ref { get; init; }

    public string? Url { get; init; }

    public DateTimeOffset? DateReleased { get; init; }

    public string? Status { get; init; }

    public ImmutableArray<SentryCommit>? Commits { get; init; }

    public ImmutableArray<SentryRef>? Refs { get; init; }

    /// <summary>The change; without an own reference the first commit that was named is it.</summary>
    public ReleaseChange ToChange() => new()
    {
        Ref = Ref ?? (Refs is [{ } first, ..] ? first.Commit : null),
        Url = string.IsNullOrEmpty(Url) ? null : Url,
        ReleasedAt = DateReleased,
        IsArchived = Status switch { "archived" => true, "open" => false, _ => null },
    };
}
