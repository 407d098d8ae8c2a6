namespace Monitoring.AspNetCore.Api.Issues;

internal static class IssueExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly IssueDocument Issue = new()
    {
        Id = "42",
        ShortId = "SHOP-7",
        ProjectId = "1",
        Title = "PaymentDeclinedException: The card has expired",
        Culprit = "Shop.Payments.CardGateway in Charge",
        Type = "error",
        Level = "error",
        Platform = "csharp",
        Status = "unresolved",
        Substatus = "regressed",
        Count = 128,
        UserCount = 31,
        FirstSeen = Noon.AddDays(-3),
        LastSeen = Noon,
        Assignee = "alice",
        Fingerprints = ["0cc175b9c0f1b6a831c399e269772661"],
        Environments = ["production"],
        Services = ["checkout"],
        Releases = ["shop@1.4.0", "shop@1.4.1"],
        StatusDetails = new()
        {
            Since = Noon.AddHours(-2),
            Cause = "release",
            Reason = "shop@1.4.1 > fixed in shop@1.4.0, version order",
            InRelease = null,
            InReleases = [],
            InNextRelease = false,
            AfterReleases = [],
            Ignore = null,
        },
        StatusProgress = null,
    };

    public static ApiContent One { get; } = ApiContent.Of(Issue, IssueJson.Default.IssueDocument);

    public static ApiContent List { get; } =
        ApiContent.Of(new() { Items = [Issue], Next = "MTAwMA", RankedAt = null }, IssueJson.Default.IssueListDocument);

    public static ApiContent Similar { get; } = ApiContent.Of(
        new()
        {
            Items =
            [
                new()
                {
                    Issue = Issue with { Id = "43", ShortId = "SHOP-8" },
                    Score = 0.84,
                    Reasons = ["type 1.00: PaymentDeclinedException", "frames 0.78: Shop.Payments.CardGateway Charge CardGateway.cs", "message 0.75: card, expired, has, the"],
                },
            ],
            Next = null,
        },
        IssueJson.Default.ListDocumentSimilarIssueDocument);

    public static ApiContent Changes { get; } = new()
    {
        Shape = IssueJson.Default.IssueChanges,
        Example = """{"status":"ignored","ignore":{"until":"2026-12-01T08:00:00Z","users":50,"rate":{"count":100,"window":"PT1H"},"untilEscalating":true}}"""u8.ToArray(),
    };

    public static ApiContent Unmerge { get; } = new()
    {
        Shape = IssueJson.Default.UnmergeRequest,
        Example = """{"fingerprints":["92eb5ffee6ae2fec3ad71c777531578f"]}"""u8.ToArray(),
    };

    public static ApiContent Split { get; } = ApiContent.Of(
        new() { Remaining = Issue, Separated = Issue with { Id = "43", ShortId = "SHOP-8", Fingerprints = ["92eb5ffee6ae2fec3ad71c777531578f"] } },
        IssueJson.Default.SplitIssueDocument);

    public static ApiContent Activity { get; } = ApiContent.Of(
        new()
        {
            Items =
            [
                new()
                {
                    Id = "019e0c25-5a1e-7c3b-9d2f-1b2c3d4e5f60",
                    At = Noon,
                    Kind = "merged",
                    Actor = new() { Kind = "user", Id = "alice", Door = "api" },
                    Before = null,
                    After = null,
                    Moved = [new() { IssueId = "43", Fingerprints = ["92eb5ffee6ae2fec3ad71c777531578f"] }],
                    Subject = null,
                    EventId = null,
                    Release = null,
                },
            ],
            Next = null,
        },
        IssueJson.Default.ListDocumentActivityDocument);

    public static ApiContent Series { get; } = ApiContent.Of(
        new() { Items = [new() { Start = Noon.AddHours(-1), Count = 3 }, new() { Start = Noon, Count = 0 }], Next = null },
        IssueJson.Default.ListDocumentSeriesPointDocument);

    public static ApiContent Tags { get; } = ApiContent.Of(
        new()
        {
            Items = [new() { Key = "browser", Total = 128, Values = [new() { Value = "Firefox 140", Count = 90, Percent = 70.3 }], Others = 38, OthersPercent = 29.7 }],
            Next = null,
        },
        IssueJson.Default.ListDocumentTagDocument);
}
