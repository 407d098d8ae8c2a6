using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>What rows hold of events beside their facts.</summary>
internal static class EventRows
{
    /// <summary>A number of an environment, by which rows are chosen before their facts are looked at; 0 for none.</summary>
    public static int Environment(string? environment) => environment is null ? 0 : (int)Terms.Environment(environment) | 1;

    /// <summary>A digest of the texts that an issue shows of its latest event.</summary>
    public static long Texts(GroupedEvent latest) => Texts(latest.Level, latest.Title, latest.Culprit, latest.Type, latest.Platform, latest.SearchText);

    public static long Texts(LatestOfHash latest) => Texts(latest.Level, latest.Title, latest.Culprit, latest.Type, latest.Platform, latest.SearchText);

    private static long Texts(ErrorLevel level, string title, string culprit, string type, string platform, string searchText) =>
        Terms.Digest(level.ToString(), title, culprit, type, platform, searchText);
}
