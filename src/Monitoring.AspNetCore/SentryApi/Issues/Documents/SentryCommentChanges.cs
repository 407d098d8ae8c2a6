namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

/// <summary>What a comment shall say. Mentions are not known here and passed over.</summary>
internal sealed record SentryCommentChanges
{
    public string? Text { get; init; }
}
