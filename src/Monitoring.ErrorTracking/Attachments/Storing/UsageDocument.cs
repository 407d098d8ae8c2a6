namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>
/// What the attachments of a project take. It changes in the commit that adds or removes them, at a version, so that it is exact, and so that no two
/// writers use the same room.
/// </summary>
internal sealed record UsageDocument
{
    public const string Key = "attachment-usage";

    public required long Bytes { get; init; }

    public required long Count { get; init; }
}
