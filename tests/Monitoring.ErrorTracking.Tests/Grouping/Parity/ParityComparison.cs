using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Parity;

/// <summary>How the product groups a recorded event, beside how the field does.</summary>
internal sealed record ParityComparison
{
    private static readonly EventNormalizer Normalizer = new(16 * 1024 * 1024);

    public required ParityRow Row { get; init; }

    public required GroupingExplanation Actual { get; init; }

    /// <summary>Whether the same views count.</summary>
    public bool HasEqualVariants => Names(Row.Variants).SequenceEqual(Names(Contributing()));

    /// <summary>Whether the same values of the same views count.</summary>
    public bool HasEqualValues => Texts(Row.Variants).SequenceEqual(Texts(Contributing()));

    public bool HasEqualHashes => Row.Hashes.Order(StringComparer.Ordinal).SequenceEqual(Actual.Hashes.Select(hash => hash.ToString()).Order(StringComparer.Ordinal));

    public bool IsEqual => HasEqualVariants && HasEqualValues && HasEqualHashes;

    public static ParityComparison Of(ParityRow row)
    {
        var input = row.ReadInput();
        var errorEvent = Normalizer.Normalize(input, Some.Receipt()).Event!;
        return new ParityComparison { Row = row, Actual = Strategies.Named(row.Config).Explain(errorEvent, Rules(input)) };
    }

    /// <summary>What is different, for people.</summary>
    public string Describe()
    {
        var text = new StringBuilder().Append(Row.Config).Append(' ').AppendLine(Row.Input);
        foreach (var line in Texts(Row.Variants).Except(Texts(Contributing())))
        {
            text.Append("  expected ").AppendLine(line);
        }

        foreach (var line in Texts(Contributing()).Except(Texts(Row.Variants)))
        {
            text.Append("  actual   ").AppendLine(line);
        }

        return text.ToString();
    }

    private ImmutableArray<ParityVariant> Contributing() =>
    [
        .. Actual.Variants.Select(variant => new ParityVariant { Name = variant.Name, Type = variant.Type, Contributes = variant.Contributes, Values = variant.Values }),
    ];

    private static IEnumerable<string> Names(ImmutableArray<ParityVariant> variants) =>
        variants.Where(variant => variant.Contributes).Select(variant => $"{variant.Name} {variant.Type}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(ImmutableArray<ParityVariant> variants) => variants.Where(variant => variant.Contributes)
        .Select(variant => $"{variant.Name} {variant.Type} [{string.Join(" | ", variant.Values)}]").Order(StringComparer.Ordinal);

    /// <summary>Inputs may carry rules for their test; they are no part of the event.</summary>
    private static GroupingRules Rules(byte[] input)
    {
        using var json = JsonDocument.Parse(input);
        var enhancements = json.RootElement.TryGetProperty("_grouping", out var options) && options.TryGetProperty("enhancements", out var text) ? text.GetString()! : "";
        return GroupingRules.Parse(enhancements, "");
    }
}
