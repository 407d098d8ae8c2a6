using Monitoring.ErrorTracking.Grouping.Configurations;

namespace Monitoring.AspNetCore.Api.Grouping;

internal static class GroupingExamples
{
    private const string Hash = "66d4d7a07b4b0a3b1cbb9ee76cb4d5dc";

    private static readonly DateTimeOffset ChangedAt = new(2026, 11, 22, 20, 0, 0, TimeSpan.Zero);

    public static ApiParameter EventId { get; } = Parameters.Path("eventId", "The id of the event, 32 hexadecimal digits.", "9f1c7a2b3d4e5f60718293a4b5c6d7e8");

    public static ApiContent Settings { get; } = ApiContent.Of(
        new()
        {
            Config = GroupingConfigurationIds.Monitoring2026,
            RulesId = "7d1c0a4b9e2f4f6f8a1b3c5d7e9f0a2b",
            Since = ChangedAt,
            Former =
            [
                new()
                {
                    Config = GroupingConfigurationIds.Newstyle2026,
                    Enhancements = "",
                    FingerprintRules = "",
                    RulesId = null,
                    ChangedAt = ChangedAt,
                    Until = ChangedAt.AddDays(90),
                },
            ],
            Enhancements = "stack.module:shop.generated.* -app\n",
            FingerprintRules = "error.type:PaymentTimeout -> payment-timeout, {{ tags.provider }}\n",
            Configs = [GroupingConfigurationIds.Monitoring2026, GroupingConfigurationIds.Newstyle2023, GroupingConfigurationIds.Newstyle2025, GroupingConfigurationIds.Newstyle2026],
        },
        GroupingJson.Default.GroupingDocument);

    public static ApiContent Changes { get; } = new()
    {
        Shape = GroupingJson.Default.GroupingChanges,
        Example = """{"enhancements":"stack.module:shop.generated.* -app"}"""u8.ToArray(),
    };

    public static ApiContent Check { get; } = ApiContent.Of(
        new()
        {
            Enhancements = [new() { Line = 2, Column = 1, Message = "'fuction' is no key of a matcher.", Suggestion = "Did you mean 'function'?" }],
            FingerprintRules = [],
        },
        GroupingJson.Default.RuleCheckDocument);

    public static ApiContent Explain { get; } = new()
    {
        Shape = GroupingJson.Default.ExplainRequest,
        Example = """{"event":{"platform":"python","exception":{"values":[{"type":"ValueError","value":"no basket 17"}]}},"config":"newstyle:2026-01-20"}"""u8.ToArray(),
    };

    public static ApiContent Explanation { get; } = ApiContent.Of(
        new()
        {
            Config = GroupingConfigurationIds.Newstyle2026,
            Hashes = [Hash],
            Title = "ValueError: no basket 17",
            Culprit = "",
            FingerprintRule = null,
            FingerprintRuleLine = null,
            Variants =
            [
                new()
                {
                    Name = "app",
                    Type = "component",
                    Hash = Hash,
                    Contributes = true,
                    Hint = null,
                    Values = ["ValueError", "no basket <int>"],
                    Component = new()
                    {
                        Id = "app",
                        Contributes = true,
                        Components =
                        [
                            new()
                            {
                                Id = "exception",
                                Contributes = true,
                                Components =
                                [
                                    new() { Id = "type", Contributes = true, Value = "ValueError" },
                                    new() { Id = "value", Contributes = true, Value = "no basket <int>", Hint = "stripped event-specific values" },
                                    new() { Id = "stacktrace", Contributes = false },
                                ],
                            },
                        ],
                    },
                },
            ],
        },
        GroupingJson.Default.ExplanationDocument);

    public static ApiContent Replay { get; } = new()
    {
        Shape = GroupingJson.Default.ReplayRequest,
        Example = """{"fingerprintRules":"error.type:PaymentTimeout -> payment-timeout","from":"2026-11-15T00:00:00Z","eventsPerIssue":20}"""u8.ToArray(),
    };

    public static ApiContent Forecast { get; } = ApiContent.Of(
        new()
        {
            Merged = [["42", "57"]],
            Split = [new() { IssueId = "61", Groups = [["9f1c7a2b3d4e5f60718293a4b5c6d7e8"], ["0a1b2c3d4e5f60718293a4b5c6d7e8f9"]] }],
            Issues = 120,
            Events = 980,
            Skipped = 3,
            IsComplete = true,
        },
        GroupingJson.Default.ForecastDocument);
}
