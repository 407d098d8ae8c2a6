using System.Text.Json;
using Monitoring.ErrorTracking.Grouping.Parameterization;

namespace Monitoring.ErrorTracking.Tests.Grouping.Parameterization;

/// <summary>Masked messages against what was recorded of the reference.</summary>
public sealed class ParameterizationCorpusTests
{
    private const string Cases = "sentry/parameterization/cases.json";

    public static IReadOnlyCollection<TheoryDataRow<string>> Texts => Rows("cases");

    public static IReadOnlyCollection<TheoryDataRow<string>> OfEarly2026 => Rows("version_dependent");

    public static IReadOnlyCollection<TheoryDataRow<string>> Before2025 => Rows("before_2025");

    public static IReadOnlyCollection<TheoryDataRow<string>> Prepared => Rows("message_preparation");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Mask_TextOfReference_GivesItsMasks(string row)
    {
        var (raw, expected, name) = Read(row, "expected");

        Assert.Equal(expected, Mask(raw));
        if (!name.Contains("known problem", StringComparison.Ordinal))
        {
            Assert.Equal("prefix " + expected, Mask("prefix " + raw));
            Assert.Equal(expected + " suffix", Mask(raw + " suffix"));
            Assert.Equal($"prefix {expected} suffix", Mask($"prefix {raw} suffix"));
        }
    }

    [Theory]
    [MemberData(nameof(OfEarly2026))]
    public void Mask_TextThatLaterVersionsReadOtherwise_GivesTheMasksOfItsTime(string row)
    {
        var (raw, expected, _) = Read(row, "expected_early_2026");

        Assert.Equal(expected, Mask(raw));
    }

    [Theory]
    [MemberData(nameof(Before2025))]
    public void Mask_TextBefore2025_GivesTheMasksOfItsTime(string row)
    {
        var (raw, expected, _) = Read(row, "expected");

        Assert.Equal(expected, MessageParameterizer.Mask(raw, MaskingMode.Newstyle2023));
    }

    [Theory]
    [MemberData(nameof(Prepared))]
    public void FirstLines_TextOfReference_AreThoseOfTheReference(string row)
    {
        var (raw, expected, _) = Read(row, "prepared");

        Assert.Equal(expected, FirstLines.Of(raw));
    }

    private static string Mask(string text) => MessageParameterizer.Mask(text, MaskingMode.Newstyle2026);

    private static (string Raw, string Expected, string Name) Read(string row, string expected)
    {
        var data = JsonDocument.Parse(row).RootElement;
        return (data.GetProperty("raw").GetString()!, data.GetProperty(expected).GetString()!, data.TryGetProperty("name", out var name) ? name.GetString()! : "");
    }

    private static IReadOnlyCollection<TheoryDataRow<string>> Rows(string list) => Rules.RuleCorpus.Rows(Cases, list);
}
