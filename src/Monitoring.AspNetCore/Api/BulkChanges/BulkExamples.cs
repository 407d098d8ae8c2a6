namespace Monitoring.AspNetCore.Api.BulkChanges;

internal static class BulkExamples
{
    private static readonly BulkJobDocument Job = new()
    {
        Id = "019ab7c4-5e00-7a3c-8f21-6d1f0c2b9e10",
        State = "changing",
        ActorId = "dora",
        Query = "is:unresolved release:shop@1.3.*",
        StartedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        EndedAt = null,
        Found = 4_200,
        Changed = 1_600,
        Skipped = 2,
        Failed = 0,
        FirstFailure = null,
        Truncated = false,
    };

    public static ApiParameter Id { get; } = Parameters.Path("job", "The id of the change.", Job.Id);

    public static ApiContent Request { get; } = new()
    {
        Shape = BulkJson.Default.BulkRequest,
        Example = """{"query":"is:unresolved release:shop@1.3.*","change":{"status":"resolved","inReleases":["shop@1.4.0"]}}"""u8.ToArray(),
    };

    public static ApiContent Begun { get; } = ApiContent.Of(Job with { State = "finding", Found = 0, Changed = 0, Skipped = 0 }, BulkJson.Default.BulkJobDocument);

    public static ApiContent One { get; } = ApiContent.Of(Job, BulkJson.Default.BulkJobDocument);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Job], Next = null }, BulkJson.Default.ListDocumentBulkJobDocument);
}
