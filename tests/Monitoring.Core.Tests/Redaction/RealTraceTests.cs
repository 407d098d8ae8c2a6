using System.Text.Json;
using Monitoring.TestData;

namespace Monitoring.Core.Tests.Redaction;

/// <summary>Stack traces of real events stay as they are: grouping reads them after redaction.</summary>
public sealed class RealTraceTests
{
    private static readonly HashSet<string> FrameFields = ["filename", "abs_path", "function", "module", "package", "raw_function", "type"];

    public static IReadOnlyCollection<TheoryDataRow<string>> Files => Corpus.Files("sentry/grouping", "*.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void Redact_FrameOfARealEvent_IsTheSameInstance(string file)
    {
        var redactor = RedactorTests.Some();
        using var json = JsonDocument.Parse(File.ReadAllBytes(Corpus.File(file)));

        var changed = FrameTexts(json.RootElement).Where(text => !ReferenceEquals(redactor.Redact(text), text));

        Assert.Empty(changed);
    }

    private static IEnumerable<string> FrameTexts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(FrameTexts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Value.ValueKind == JsonValueKind.String && FrameFields.Contains(property.Name) ? [property.Value.GetString()!] : FrameTexts(property.Value)),
        _ => [],
    };
}
