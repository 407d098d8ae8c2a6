using Monitoring.ErrorTracking.Payloads;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Compares how an event was grouped with how it is explained.</summary>
internal static class GroupingRecords
{
    /// <summary>Null when the event does not say how it was grouped.</summary>
    public static GroupingRecord? Of(GroupedEvent row, GroupingOrigin explained, GroupingExplanation explanation) =>
        StoredPayload.ReadGrouping(row.Payload) is not { } origin ? null : new GroupingRecord
        {
            Config = origin.Config,
            RulesId = origin.RulesId,
            Hashes = row.Hashes,
            HasOtherSettings = origin != explained,
            HasOtherHashes = explanation.Hashes.Except(row.Hashes).Any(),
        };
}
