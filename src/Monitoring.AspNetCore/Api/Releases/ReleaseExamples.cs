namespace Monitoring.AspNetCore.Api.Releases;

internal static class ReleaseExamples
{
    private const string Version = "shop@1.4.0";
    private const string Hash = "4f06ce6fdd8b9fecd52f769ce30c352e3694ee0d";

    private static readonly DateTimeOffset Instant = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly ReleaseDocument Release = new()
    {
        Version = Version,
        CreatedAt = Instant,
        IsFromEvent = false,
        FirstEvent = Instant.AddHours(1),
        LastEvent = Instant.AddHours(20),
        ReleasedAt = Instant.AddMinutes(5),
        Ref = Hash,
        Url = "https://git.example.com/shop/-/releases/1.4.0",
        IsArchived = false,
        Commits = 1,
        LastCommit = Hash,
        Deploys = 1,
    };

    private static readonly DeployDocument Deploy = new()
    {
        Id = "019abb3c-7c00-7000-8000-000000000001",
        Environment = "production",
        Name = "deploy 812",
        Url = null,
        StartedAt = Instant.AddMinutes(5),
        FinishedAt = Instant.AddMinutes(7),
    };

    private static readonly CommitDocument Commit = new()
    {
        Id = Hash,
        Repository = "shop",
        AuthorName = "Ada",
        AuthorEmail = "ada@shop.example",
        Message = "Ask the bank only once",
        Timestamp = Instant.AddDays(-1),
        Files = ["src/bank.js"],
    };

    public static ApiParameter Parameter { get; } = Parameters.Path("version", "The release as events name it.", Version);

    public static ApiContent One { get; } = ApiContent.Of(Release, ReleaseJson.Default.ReleaseDocument);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Release], Next = null }, ReleaseJson.Default.ListDocumentReleaseDocument);

    public static ApiContent Changes { get; } = ApiContent.Of(new() { Ref = Hash, ReleasedAt = Instant.AddMinutes(5) }, ReleaseJson.Default.ReleaseChanges);

    public static ApiContent Deployed { get; } = ApiContent.Of(Deploy, ReleaseJson.Default.DeployDocument);

    public static ApiContent Deploys { get; } = ApiContent.Of(new() { Items = [Deploy], Next = null }, ReleaseJson.Default.ListDocumentDeployDocument);

    public static ApiContent NewDeploy { get; } = ApiContent.Of(new() { Environment = "production", Name = "deploy 812" }, ReleaseJson.Default.NewDeploy);

    public static ApiContent Commits { get; } = ApiContent.Of(new() { Items = [Commit], Next = null }, ReleaseJson.Default.ListDocumentCommitDocument);

    public static ApiContent NewCommits { get; } = ApiContent.Of(new() { Commits = [Commit] }, ReleaseJson.Default.NewCommits);
}
