using System.Text.Json.Serialization;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Feedback.Storing;

/// <summary>The signal about feedback, as it is committed with it.</summary>
internal static class FeedbackSignals
{
    public static SignalType<FeedbackReceived> Received { get; } = new("feedback-received", FeedbackSignalJson.Default.FeedbackReceived);

    public static SignalEntry Entry(ProjectId project, FeedbackDocument document, IssueId? issue, EntityId id)
    {
        var signal = new FeedbackReceived
        {
            ProjectId = project,
            FeedbackId = document.Id,
            Message = document.Report.Message,
            AssociatedEventId = document.Report.AssociatedEventId,
            IssueId = issue,
            Source = document.Report.Source,
            Environment = document.Report.Environment,
            Release = document.Report.Release,
        };
        return new SignalEntry { Id = id, Type = Received.Name, AggregateId = signal.AggregateId, OccurredAt = document.ReceivedAt, Body = Received.Serialize(signal) };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedbackReceived))]
internal sealed partial class FeedbackSignalJson : JsonSerializerContext;
