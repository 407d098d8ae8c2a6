namespace Monitoring.AspNetCore.Api.Backends;

internal static class BackendExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly SentryServerDocument Server =
        new() { Address = "https://sentry.example.com/", Organization = "acme", Project = "shop", ProjectId = "7", ProjectName = "The shop" };

    private static readonly BackendIssueDocument Shown = new()
    {
        Id = "1170820242",
        ShortId = "SHOP-12",
        Title = "TillFailed: no paper",
        Culprit = "shop.till in print_receipt",
        Type = "error",
        Level = "error",
        Platform = "python",
        Status = "unresolved",
        Count = 128,
        UserCount = 31,
        FirstSeen = Noon.AddDays(-3),
        LastSeen = Noon,
        Assignee = "ada@acme.example",
        ProjectSlug = "shop",
        ExternalUrl = "https://sentry.example.com/acme/shop/issues/1170820242/",
        LinkedUrl = null,
        FirstRelease = "shop@1.3.0",
        LastRelease = "shop@1.4.0",
        Frequency = [new() { Start = Noon, Count = 2 }],
    };

    public static ApiParameter Issue { get; } = Parameters.Path("id", "The issue: its number at the back end.", "1170820242");

    public static ApiContent Settings { get; } = ApiContent.Of(new() { Kind = "sentry", Sentry = Server, HasToken = true }, BackendJson.Default.BackendDocument);

    public static ApiContent Input { get; } = ApiContent.Of(new() { Kind = "sentry", Sentry = Server, Token = "a token of the server" }, BackendJson.Default.BackendInput);

    public static ApiContent Projects { get; } = ApiContent.Of(
        new() { Items = [new() { Id = "7", Name = "The shop", Slug = "shop", OrganizationName = "Acme", OrganizationSlug = "acme" }], Next = null },
        BackendJson.Default.ListDocumentBackendProjectDocument);

    public static ApiContent One { get; } = ApiContent.Of(Shown, BackendJson.Default.BackendIssueDocument);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Shown], Next = "0:25:0" }, BackendJson.Default.ListDocumentBackendIssueDocument);

    public static ApiContent Change { get; } = new()
    {
        Shape = BackendJson.Default.BackendIssueInput,
        Example = """{"status":"resolved","inRelease":"shop@1.5.0","assignee":null}"""u8.ToArray(),
    };

    public static ApiContent Event { get; } = ApiContent.Of(
        new()
        {
            Id = "9ec79c33ec9942ab8353589fcb2e04dc",
            IssueId = "1170820242",
            Timestamp = Noon,
            Title = "TillFailed: no paper",
            Message = "",
            Platform = "python",
            Release = "shop@1.4.0",
            Environment = "production",
            Tags = [new() { Key = "till", Value = "2" }],
            Exceptions =
            [
                new()
                {
                    Type = "TillFailed",
                    Value = "no paper",
                    Module = "shop.till",
                    Frames =
                    [
                        new()
                        {
                            FileName = "till.py",
                            AbsolutePath = "/app/till.py",
                            Module = "shop.till",
                            Function = "print_receipt",
                            Line = 12,
                            Column = 4,
                            InApp = true,
                            Code = [new() { Number = 12, Text = "    raise TillFailed" }],
                        },
                    ],
                },
            ],
        },
        BackendJson.Default.BackendEventDocument);
}
