using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Triage.Comments;
using Monitoring.ErrorTracking.Triage.Links;
using Monitoring.ErrorTracking.Triage.Notes;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers what people do with issues beside changing them.</summary>
internal static class TriageRegistration
{
    public static IMonitoringBuilder AddTriage(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<NoteWriter>();
        services.TryAddSingleton<CommentCounter>();
        services.TryAddSingleton<IIssueComments, StoredComments>();
        services.TryAddSingleton<IIssueLinks, StoredLinks>();
        return builder
            .AddNotes(CommentDocuments.Type)
            .AddNotes(CommentDocuments.Counts)
            .AddNotes(LinkDocuments.Type)
            .AddSignalType(CommentDocuments.Signal)
            .AddSignalType(LinkDocuments.Signal);
    }

    /// <summary>Registers documents that belong to issues and go with them.</summary>
    public static IMonitoringBuilder AddNotes<T>(this IMonitoringBuilder builder, DocumentType<T> type)
        where T : class
    {
        builder.Services.TryAddSingleton(provider => new IssueNotes<T>(provider.GetRequiredService<IDocumentStore>(), type));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IIssueBelongings, IssueNotes<T>>(provider => provider.GetRequiredService<IssueNotes<T>>()));
        return builder.AddDocumentType(type);
    }
}
