using System.Collections.Immutable;
using Monitoring.ErrorTracking.Attachments.Settings;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>Decides which of the attachments that came for an event are kept, by what is there and by the project's limits.</summary>
internal static class AttachmentPlan
{
    /// <summary>Decides, in the order in which they came.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="attachments">What came.</param>
    /// <param name="known">The attachments of the event that are there.</param>
    /// <param name="usedBytes">What the attachments of the project take.</param>
    /// <param name="settings">The limits.</param>
    public static ImmutableArray<WriteOutcome> Decide(
        EventId eventId, ImmutableArray<NewAttachment> attachments, ImmutableArray<Attachment> known, long usedBytes, AttachmentSettings settings)
    {
        var ids = known.Select(attachment => attachment.Id).ToHashSet();
        var count = known.Length;
        var bytes = known.Sum(attachment => attachment.Length);
        var outcomes = ImmutableArray.CreateBuilder<WriteOutcome>(attachments.Length);
        foreach (var attachment in attachments)
        {
            var length = attachment.Content.Length;
            var id = attachment.IdFor(eventId);
            var outcome = ids.Contains(id) ? WriteOutcome.Repeated
                : length > settings.MaxBytes ? WriteOutcome.TooLarge
                : count >= settings.MaxPerEvent ? WriteOutcome.TooMany
                : bytes + length > settings.MaxBytesPerEvent ? WriteOutcome.EventTooLarge
                : usedBytes + length > settings.QuotaBytes ? WriteOutcome.OverQuota
                : WriteOutcome.Written;
            if (outcome == WriteOutcome.Written)
            {
                ids.Add(id);
                count++;
                bytes += length;
                usedBytes += length;
            }

            outcomes.Add(outcome);
        }

        return outcomes.MoveToImmutable();
    }
}
