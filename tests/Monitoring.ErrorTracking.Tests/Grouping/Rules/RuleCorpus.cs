using System.Text.Json;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Rules;

/// <summary>Reads the recorded cases of the rule languages.</summary>
internal static class RuleCorpus
{
    public const string Enhancements = "sentry/enhancement/enhancement_cases.json";
    public const string Fingerprints = "sentry/fingerprint/expectations.json";
    public const string FingerprintSyntax = "sentry/fingerprint/rule_syntax_cases.json";

    /// <summary>The rows of a file: each is the JSON of one case.</summary>
    public static IReadOnlyCollection<TheoryDataRow<string>> Rows(string path, string? list = null) => Corpus.Rows(path, full =>
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(full));
        var root = list is null ? document.RootElement : document.RootElement.GetProperty(list);
        return [.. root.EnumerateArray().Select(row => row.GetRawText())];
    });

    public static JsonElement Parse(string row) => JsonDocument.Parse(row).RootElement;

    public static RuleFrame[] Frames(JsonElement frames, string? platform) => [.. frames.EnumerateArray().Select(frame => Frame(frame, platform))];

    public static RuleFrame Frame(JsonElement frame, string? platform) => new()
    {
        Family = FamilyNames.OfPlatform(Text(frame, "platform") ?? platform),
        Module = Text(frame, "module"),
        Function = Text(frame, "function")!,
        Path = Text(frame, "abs_path") ?? Text(frame, "filename"),
        FileName = Text(frame, "filename"),
        Package = Text(frame, "package"),
        SentInApp = frame.TryGetProperty("in_app", out var inApp) && inApp.ValueKind is JsonValueKind.True or JsonValueKind.False ? inApp.GetBoolean() : null,
    };

    public static ExceptionFacts Exception(JsonElement exception) => exception.ValueKind != JsonValueKind.Object ? default : new ExceptionFacts
    {
        Type = Text(exception, "type"),
        Value = Text(exception, "value"),
        Mechanism = exception.TryGetProperty("mechanism", out var mechanism) ? Text(mechanism, "type") : null,
    };

    public static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
