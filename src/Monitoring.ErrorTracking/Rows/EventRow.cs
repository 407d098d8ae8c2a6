using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Strategies;
using Monitoring.ErrorTracking.Grouping.Titles;
using Monitoring.ErrorTracking.Searching;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Rows;

/// <summary>Makes of a normalised and grouped event what a store indexes, counts and keeps.</summary>
internal static class EventRow
{
    /// <summary>The row of an event whose user is counted by what is kept of it.</summary>
    public static GroupedEvent Of(ErrorEvent errorEvent, GroupingResult grouping, ClientKey key) => Of(errorEvent, grouping, key, UserHashes.Of(errorEvent.User));

    /// <summary>The row of an event.</summary>
    public static GroupedEvent Of(ErrorEvent errorEvent, GroupingResult grouping, ClientKey key, ulong? userHash) => new()
    {
        ProjectId = key.ProjectId,
        EventId = errorEvent.Id,
        Timestamp = errorEvent.Timestamp,
        ReceivedAt = errorEvent.ReceivedAt,
        Hashes = grouping.Hashes.Length <= ErrorStoreLimits.HashesPerEvent ? grouping.Hashes : grouping.Hashes[..ErrorStoreLimits.HashesPerEvent],
        Title = Texts.WellFormed(grouping.Title ?? EventTitle.Title(GroupingScope.Plain(errorEvent))),
        Culprit = Texts.WellFormed(grouping.Culprit ?? EventTitle.Culprit(GroupingScope.Plain(errorEvent))),
        Type = errorEvent.Type,
        Level = errorEvent.Level,
        Platform = errorEvent.Platform,
        Release = errorEvent.Release,
        Environment = errorEvent.Environment,
        Service = ServiceNames.Of(errorEvent, key),
        UserHash = userHash,
        TraceId = TraceIds.Of(errorEvent),
        SearchText = IssueText.Of(errorEvent),
        Tags = RowTags.Of(errorEvent),
    };
}
