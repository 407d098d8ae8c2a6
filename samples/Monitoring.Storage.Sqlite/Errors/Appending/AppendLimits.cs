using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Sqlite.Errors.Appending;

/// <summary>Refuses a batch that breaks a limit.</summary>
internal static class AppendLimits
{
    public static void Check(ImmutableArray<GroupedEvent> events)
    {
        if (events.IsDefault)
        {
            throw new ArgumentException("There is no batch.");
        }

        Limits.Range(events.Length, 0, ErrorStoreLimits.BatchEvents, "The number of events");
        foreach (var appended in events)
        {
            Check(appended);
        }
    }

    private static void Check(GroupedEvent appended)
    {
        if (appended.ProjectId.IsDefault || appended.EventId.IsDefault)
        {
            throw new ArgumentException("An event needs a project and an id.");
        }

        Limits.Range(appended.Hashes.IsDefault ? 0 : appended.Hashes.Length, 1, ErrorStoreLimits.HashesPerEvent, "The number of hashes of an event");
        Limits.Range(appended.Payload.Length, 0, ErrorStoreLimits.PayloadBytes, "The length of a payload");
    }
}
