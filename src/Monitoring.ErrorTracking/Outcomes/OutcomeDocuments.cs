using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>How counted outcomes lie in the document store: in the partition of their project, found by the hour.</summary>
internal static class OutcomeDocuments
{
    public const string ByHour = "hour";

    public static DocumentType<OutcomeDocument> Type { get; } = new(
        "error-outcomes",
        OutcomeJson.Default.OutcomeDocument,
        document => document.Key,
        [new DocumentIndex<OutcomeDocument>(ByHour, document => IndexKey.Empty.Add(document.Hour))]);

    /// <summary>The hours of a stretch of time; the end is exclusive.</summary>
    public static IndexRange Hours(DateTimeOffset from, DateTimeOffset to) =>
        new() { From = IndexKey.Empty.Add(from), To = IndexKey.Empty.Add(to) };
}
