using Monitoring.AspNetCore.SentryApi.Issues.Documents;

namespace Monitoring.AspNetCore.SentryApi.Issues.Changing;

/// <summary>What was changed of several issues.</summary>
internal sealed record SentryChangedDocument
{
    public string? Status { get; init; }

    public SentryStatusDocument? StatusDetails { get; init; }

    public SentryActorDocument? AssignedTo { get; init; }

    public SentryMergedDocument? Merge { get; init; }
}
