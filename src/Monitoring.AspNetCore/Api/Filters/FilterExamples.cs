using System.Collections.Immutable;

namespace Monitoring.AspNetCore.Api.Filters;

internal static class FilterExamples
{
    public static ApiContent Settings { get; } = ApiContent.Of(
        new()
        {
            BrowserExtensions = true,
            Localhost = true,
            WebCrawlers = true,
            HealthChecks = true,
            LegacyBrowsers = new Dictionary<string, int> { ["ie"] = 12, ["chrome"] = 80 }.ToImmutableDictionary(),
            Releases = ["shop@0.*"],
            ErrorMessages = ["*ResizeObserver loop*", "TimeoutException: *"],
            ClientAddresses = ["203.0.113.0/24", "2001:db8::/32"],
            CspReports = [new() { Directive = "script-src", Source = "*.example.net*" }],
            Transactions = ["GET /internal/*"],
            Own = [new() { Name = "load-test", Path = "tags.tenant", Pattern = "load-*" }],
        },
        FilterJson.Default.FiltersDocument);

    public static ApiContent Test { get; } = new()
    {
        Shape = FilterJson.Default.FilterTestRequest,
        Example = """{"event":{"message":"ResizeObserver loop limit exceeded"},"address":"203.0.113.7"}"""u8.ToArray(),
    };

    public static ApiContent Tested { get; } = ApiContent.Of(new() { Dropped = true, Matches = ["ip-address", "error-message"] }, FilterJson.Default.FilterTestDocument);

    public static ApiContent Preview { get; } = new()
    {
        Shape = FilterJson.Default.FilterPreviewRequest,
        Example = """{"settings":{"webCrawlers":true,"errorMessages":["*ResizeObserver loop*"]}}"""u8.ToArray(),
    };

    public static ApiContent Previewed { get; } = ApiContent.Of(
        new() { Examined = 500, Matched = 41, Skipped = 0, Filters = [new() { Filter = "web-crawlers", Count = 41, Examples = ["9ec79c33ec9942ab8353589fcb2e04dc"] }] },
        FilterJson.Default.FilterPreviewDocument);
}
