using Monitoring.ErrorTracking.AlertRules.Touching;
using Monitoring.ErrorTracking.Releases.Sightings;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.ErrorTracking.Tracing;
using Monitoring.ErrorTracking.Tracing.Linking;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Counts events that the store has answered for, and tells of them to those who want to know.</summary>
internal sealed class StoredEvents(ReleaseSightings sightings, TouchedIssues touched, TraceLinks links)
{
    /// <summary>Counts one event.</summary>
    /// <param name="tally">Counts what its project sent.</param>
    /// <param name="row">The event.</param>
    /// <param name="note">What it counts as.</param>
    /// <param name="result">What the store answered.</param>
    public void Count(ItemTally tally, GroupedEvent row, EventNote note, EventAppendResult result)
    {
        if (result.Outcome == EventAppendOutcome.Duplicate)
        {
            tally.Duplicate(note.Category);
            return;
        }

        tally.Accept(note.Category, note.Sampling);
        sightings.See(row.ProjectId, row.Release, row.ReceivedAt);
        touched.See(row.ProjectId, result.IssueId);
        links.SeeError(row.ProjectId, row.TraceId, new TraceError { EventId = row.EventId, IssueId = result.IssueId, ReceivedAt = row.ReceivedAt });
    }
}
