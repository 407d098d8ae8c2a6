using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.ErrorTracking.Attachments;
using Monitoring.ErrorTracking.Attachments.Intake;
using Monitoring.ErrorTracking.Attachments.Managing;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Attachments.Storing;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers attachments.</summary>
internal static class AttachmentRegistration
{
    public static IMonitoringBuilder AddAttachments(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<ProjectAttachments>();
        services.TryAddSingleton<AttachmentRecords>();
        services.TryAddSingleton<AttachmentStore>();
        services.TryAddSingleton<IAttachments, StoredAttachments>();
        services.TryAddSingleton<IAttachmentSettings, StoredAttachmentSettings>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAttachmentOwner, EventOwner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IItemHandler, AttachmentHandler>());
        builder.RequireBlobStore()
            .AddDocumentType(AttachmentSettingsDocuments.Type)
            .AddSignalHandler<ErrorIssueChanged, DeletedIssues>(DeletedIssues.Subscription)
            .AddSignalHandler<ErrorIssueExpired, DeletedIssues>(DeletedIssues.Subscription)
            .AddTimerHandler<ExpiryHandler>(AttachmentDocuments.ExpiryTimer)
            .AddTimerHandler<OrphanHandler>(AttachmentDocuments.OrphanTimer);
        return AttachmentDocuments.All.Aggregate(builder, (current, type) => current.AddDocumentType(type));
    }
}
