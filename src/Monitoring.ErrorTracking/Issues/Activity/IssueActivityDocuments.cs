using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>How activity lies in the document store: an entry a document, in the partition of its project.</summary>
internal static class IssueActivityDocuments
{
    public const string ByIssue = "issue";

    public static DocumentType<IssueActivity> Type { get; } = new(
        "issue-activity",
        IssueActivityJson.Default.IssueActivity,
        entry => $"{entry.IssueId}-{entry.Id}",
        [new DocumentIndex<IssueActivity>(ByIssue, entry => KeyOf(entry.IssueId).Add(entry.At).Add(entry.Id))]);

    public static DocumentQuery Query(ProjectId project, IssueId issue, int limit, string? cursor) => new()
    {
        Partition = Partition.Of(project),
        Type = Type,
        Index = ByIssue,
        Ranges = [IndexRange.StartingWith(KeyOf(issue))],
        Descending = true,
        Limit = limit,
        Cursor = cursor,
    };

    private static IndexKey KeyOf(IssueId issue) => IndexKey.Empty.Add(issue.Value);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IssueActivity))]
internal sealed partial class IssueActivityJson : JsonSerializerContext;
