using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.ErrorTracking.Attachments;
using Monitoring.ErrorTracking.Feedback;
using Monitoring.ErrorTracking.Feedback.Intake;
using Monitoring.ErrorTracking.Feedback.Managing;
using Monitoring.ErrorTracking.Feedback.Storing;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers feedback.</summary>
internal static class FeedbackRegistration
{
    public static IMonitoringBuilder AddFeedback(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<FeedbackStore>();
        services.TryAddSingleton<FeedbackRecords>();
        services.TryAddSingleton<FeedbackLimits>();
        services.TryAddSingleton<IFeedback, StoredFeedback>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAttachmentOwner, FeedbackOwner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IItemHandler, FeedbackHandler>());
        builder.AddTimerHandler<FeedbackSweep>(FeedbackDocuments.SweepTimer).AddSignalType(FeedbackSignals.Received);
        return FeedbackDocuments.All.Aggregate(builder, (current, type) => current.AddDocumentType(type));
    }
}
