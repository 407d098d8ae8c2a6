namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

/// <summary>Which issue a short id names.</summary>
internal sealed record SentryShortIdDocument
{
    public required string OrganizationSlug { get; init; }

    public required string ProjectSlug { get; init; }

    public required string GroupId { get; init; }

    public required SentryIssueDocument Group { get; init; }

    public required string ShortId { get; init; }
}
