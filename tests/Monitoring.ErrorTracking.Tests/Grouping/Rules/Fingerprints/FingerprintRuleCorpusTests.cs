using System.Text.Json;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Rules.Reading;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;
using Monitoring.Storage.Errors;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Rules.Fingerprints;

/// <summary>Fingerprint rules against what was recorded of the reference.</summary>
public sealed class FingerprintRuleCorpusTests
{
    public static IReadOnlyCollection<TheoryDataRow<string>> Events => RuleCorpus.Rows(RuleCorpus.Fingerprints);

    public static IReadOnlyCollection<TheoryDataRow<string>> Texts => RuleCorpus.Rows(RuleCorpus.FingerprintSyntax, "rules");

    public static IReadOnlyCollection<TheoryDataRow<string>> InvalidTexts => RuleCorpus.Rows(RuleCorpus.FingerprintSyntax, "invalid");

    [Theory]
    [MemberData(nameof(Events))]
    public void Match_EventOfReference_GivesItsFingerprint(string row)
    {
        var data = RuleCorpus.Parse(row);
        var input = JsonDocument.Parse(File.ReadAllBytes(Corpus.File("sentry/fingerprint", data.GetProperty("input").GetString()!))).RootElement;
        var result = FingerprintRuleParser.Parse(string.Join('\n', data.GetProperty("rules").EnumerateArray().Select(Write)));
        Assert.Empty(result.Problems);
        var facts = Facts(input);

        var rule = FingerprintRules.Of(result.Rules).Match(facts);

        var fingerprint = rule?.Fingerprint ?? [.. Strings(input.GetProperty("fingerprint"))];
        Assert.Equal(Strings(data.GetProperty("fingerprint")), fingerprint);
        var variant = data.GetProperty("variants").EnumerateArray().FirstOrDefault(variant => variant.TryGetProperty("matched_rule", out _));
        Assert.Equal(RuleCorpus.Text(variant, "matched_rule"), rule?.ToString());
        if (rule is not null)
        {
            var values = rule.Fingerprint.Select(value => FingerprintVariables.Resolve(value, facts, flagsUnknown: false));
            Assert.Equal(Strings(variant.GetProperty("values")), values);
        }

        if (rule?.Title is { } title)
        {
            Assert.Equal(data.GetProperty("title").GetString(), FingerprintVariables.ExpandTitle(title, facts));
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Parse_TextOfReference_HasItsStructure(string row)
    {
        var data = RuleCorpus.Parse(row);

        var result = FingerprintRuleParser.Parse(data.GetProperty("text").GetString()!);

        Assert.Empty(result.Problems);
        var rule = Assert.Single(result.Rules);
        Assert.Equal(
            data.GetProperty("matchers").EnumerateArray().Select(matcher => (matcher[0].GetString()!, matcher[1].GetString()!)),
            rule.Matchers.Select(matcher => ((matcher.IsNegated ? "!" : "") + matcher.Name, matcher.Argument)));
        Assert.Equal(Strings(data.GetProperty("fingerprint")), rule.Fingerprint);
        Assert.Equal(RuleCorpus.Text(data.GetProperty("attributes"), "title"), rule.Title);
    }

    [Theory]
    [MemberData(nameof(InvalidTexts))]
    public void Parse_InvalidTextOfReference_IsInvalid(string row) =>
        Assert.NotEmpty(FingerprintRuleParser.Parse(RuleCorpus.Parse(row).GetString()!).Problems);

    private static string Write(JsonElement rule)
    {
        var matchers = rule.GetProperty("matchers").EnumerateArray().Select(matcher => $"{matcher[0].GetString()}:{RuleQuoting.Quote(matcher[1].GetString()!)}");
        var values = Strings(rule.GetProperty("fingerprint")).Select(RuleQuoting.Quote);
        var title = RuleCorpus.Text(rule.GetProperty("attributes"), "title") is { } text ? $" title={RuleQuoting.Quote(text)}" : "";
        return $"{string.Join(' ', matchers)} -> {string.Join(", ", values)}{title}";
    }

    private static FingerprintFacts Facts(JsonElement input)
    {
        var platform = RuleCorpus.Text(input, "platform");
        var exceptions = Values(input, "exception").ToList();
        var traces = exceptions.Concat(Values(input, "threads")).Select(holder => Frames(holder, platform)).Append(Frames(input, platform)).ToList();
        return new FingerprintFacts
        {
            Exceptions = [.. exceptions.Select(RuleCorpus.Exception)],
            Frames = [.. traces.SelectMany(frames => frames)],
            Message = input.TryGetProperty("logentry", out var message) ? RuleCorpus.Text(message, "formatted") ?? RuleCorpus.Text(message, "message") : null,
            Logger = RuleCorpus.Text(input, "logger"),
            Level = RuleCorpus.Text(input, "level") ?? "error",
            Tags = input.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(tag => new EventTag { Key = tag[0].GetString()!, Value = tag[1].GetString()! })] : [],
            Family = FamilyNames.OfPlatform(platform),
            Sdk = input.TryGetProperty("sdk", out var sdk) ? RuleCorpus.Text(sdk, "name") : null,
            Release = RuleCorpus.Text(input, "release"),
            Transaction = RuleCorpus.Text(input, "transaction"),
            CrashFrame = traces[Math.Max(0, exceptions.Count - 1)].LastOrDefault(frame => frame.InApp) ?? traces[Math.Max(0, exceptions.Count - 1)].LastOrDefault(),
        };
    }

    private static IEnumerable<JsonElement> Values(JsonElement input, string name) =>
        input.TryGetProperty(name, out var holder) && holder.TryGetProperty("values", out var values) ? values.EnumerateArray() : [];

    private static RuleFrame[] Frames(JsonElement holder, string? platform)
    {
        var frames = holder.TryGetProperty("stacktrace", out var trace) && trace.ValueKind == JsonValueKind.Object
            ? RuleCorpus.Frames(trace.GetProperty("frames"), platform)
            : [];
        Array.ForEach(frames, frame => frame.Reset());
        return frames;
    }

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetString()!)];
}
