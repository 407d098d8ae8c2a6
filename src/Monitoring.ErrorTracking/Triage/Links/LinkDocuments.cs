using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Triage.Notes;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Triage.Links;

/// <summary>How links lie in the document store, and the signal that tells of them.</summary>
internal static class LinkDocuments
{
    public static DocumentType<IssueLink> Type { get; } = new(
        "issue-links",
        LinkJson.Default.IssueLink,
        link => link.Id.ToString(),
        [new DocumentIndex<IssueLink>(IssueNotes<IssueLink>.ByIssue, link => IssueNotes<IssueLink>.KeyOf(link.IssueId).Add(link.Id))]);

    public static SignalType<ErrorIssueLinked> Signal { get; } = new("error-issue-linked", LinkJson.Default.ErrorIssueLinked);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IssueLink))]
[JsonSerializable(typeof(ErrorIssueLinked))]
internal sealed partial class LinkJson : JsonSerializerContext;
