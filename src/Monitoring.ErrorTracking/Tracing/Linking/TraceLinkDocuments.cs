using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tracing.Linking;

internal static class TraceLinkDocuments
{
    public const string ByHour = "hour";

    public static DocumentType<TraceLinkDocument> Type { get; } = new(
        "trace-links",
        TraceLinkJson.Default.TraceLinkDocument,
        document => document.Key,
        [new DocumentIndex<TraceLinkDocument>(ByHour, document => IndexKey.Empty.Add(document.Hour))]);

    public static IndexRange Hours(DateTimeOffset from, DateTimeOffset to) => new() { From = IndexKey.Empty.Add(from), To = IndexKey.Empty.Add(to) };
}
