using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Inspection;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("Why an event is grouped as it is; of two events, the first one, with both of them in 'events'.")]
internal sealed record ExplanationDocument
{
    public required string Config { get; init; }

    [Description("The hashes that it groups by, the primary one first.")]
    public required ImmutableArray<string> Hashes { get; init; }

    public required string Title { get; init; }

    public required string Culprit { get; init; }

    [Description("The rule that gave the fingerprint.")]
    public required string? FingerprintRule { get; init; }

    [Description("The line of that rule in the project's rules; null of a rule of the product.")]
    public required int? FingerprintRuleLine { get; init; }

    public required ImmutableArray<VariantDocument> Variants { get; init; }

    [Description("Of a stored event: how it was grouped when it was received.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GroupingRecordDocument? Stored { get; init; }

    [Description("Both events, when two were compared.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExplanationDocument>? Events { get; init; }

    [Description("What keeps the two events apart; left out when they are one issue, and of one event.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DifferenceDocument? Difference { get; init; }

    public static ExplanationDocument Of(GroupingReport report) => Of(report.Events[0], report.Records[0]) with
    {
        Events = report.Events.Length == 1 ? null : [.. report.Events.Zip(report.Records, Of)],
        Difference = report.Difference is null ? null : DifferenceDocument.Of(report.Difference),
    };

    private static ExplanationDocument Of(GroupingExplanation explanation, GroupingRecord? record) => new()
    {
        Config = explanation.Strategy,
        Hashes = [.. explanation.Hashes.Select(hash => hash.ToString())],
        Title = explanation.Title,
        Culprit = explanation.Culprit,
        FingerprintRule = explanation.FingerprintRule,
        FingerprintRuleLine = explanation.FingerprintRuleLine,
        Variants = [.. explanation.Variants.Select(VariantDocument.Of)],
        Stored = record is null ? null : GroupingRecordDocument.Of(record),
    };
}
