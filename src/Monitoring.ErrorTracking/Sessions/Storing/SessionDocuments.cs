using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>How sessions lie in the document store: counts by release and environment, and for some days a memory of single ones.</summary>
internal static class SessionDocuments
{
    public const string ByHour = "hour";

    public static DocumentType<MemoryDocument> Memory { get; } = new(
        "session-memory",
        SessionJson.Default.MemoryDocument,
        document => document.Key,
        [new DocumentIndex<MemoryDocument>(ByHour, document => IndexKey.Empty.Add(document.LastHour))]);

    public static RollupKind Counts { get; } = new("sessions")
    {
        MaxSeries = 500,
        Other = series => SeriesOf(RollupSeries.OtherName, EnvironmentOf(series)),
        MaxOtherSeries = 50,
        Companions = [new RollupCompanion(Memory, ByHour, options => options.Sessions.MaxAge + TimeSpan.FromHours(2))],
    };

    public static RollupSeries SeriesOf(string release, string environment) => RollupSeries.Of(release, environment);

    public static string ReleaseOf(RollupSeries series) => series.Names[0];

    public static string EnvironmentOf(RollupSeries series) => series.Names[1];
}
