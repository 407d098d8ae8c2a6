using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Feedback.Storing;

/// <summary>How feedback lies in the partition of its project.</summary>
internal static class FeedbackDocuments
{
    public const string ByReceipt = "received";
    public const string ByStatus = "status";
    public const string ByHash = "hash";
    public const string ByPending = "pending";

    /// <summary>The kind of the timer that removes old feedback, one for each project.</summary>
    public const string SweepTimer = "feedback-sweep";

    public static DocumentType<FeedbackDocument> Feedback { get; } = new(
        "feedback",
        FeedbackJson.Default.FeedbackDocument,
        document => document.Key,
        [
            new DocumentIndex<FeedbackDocument>(ByReceipt, document => IndexKey.Empty.Add(document.ReceivedAt)),
            new DocumentIndex<FeedbackDocument>(ByStatus, document => Status(document.Status).Add(document.ReceivedAt)),
            new DocumentIndex<FeedbackDocument>(ByHash, document => document.Hash is { } hash ? [Hash(hash, document.ReceivedAt, document.Id)] : []),
            new DocumentIndex<FeedbackDocument>(ByPending, document => document.IsPending ? [IndexKey.Empty.Add(document.ReceivedAt)] : []),
        ]);

    public static DocumentType<SweepDocument> Sweep { get; } = new("feedback-sweep", FeedbackJson.Default.SweepDocument, _ => SweepDocument.Key);

    public static ImmutableArray<DocumentType> All { get; } = [Feedback, Sweep];

    public static TimerKey Timer { get; } = new() { Kind = SweepTimer, Key = "project" };

    public static IndexKey Status(FeedbackStatus status) => IndexKey.Empty.Add((long)status);

    public static IndexKey Hash(string hash, DateTimeOffset receivedAt, EventId id) => IndexKey.Empty.Add(hash).Add(receivedAt).Add(id.ToString());
}
