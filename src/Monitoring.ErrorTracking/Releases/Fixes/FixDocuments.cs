using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Triage.Notes;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Fixes;

/// <summary>How it is kept which commits mended which issues.</summary>
internal static class FixDocuments
{
    public static DocumentType<FixDocument> Type { get; } = new(
        "issue-fix",
        FixJson.Default.FixDocument,
        fix => KeyOf(fix.IssueId, fix.Commit),
        [new DocumentIndex<FixDocument>(IssueNotes<FixDocument>.ByIssue, fix => IssueNotes<FixDocument>.KeyOf(fix.IssueId).Add(fix.Commit))]);

    public static string KeyOf(IssueId issue, string commit) => $"{issue}-{commit}";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FixDocument))]
internal sealed partial class FixJson : JsonSerializerContext;
