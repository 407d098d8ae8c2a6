using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.ErrorTracking.SourceContext;
using Monitoring.ErrorTracking.SourceContext.Storing;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers what leads from stack traces to repositories.</summary>
internal static class SourceContextRegistration
{
    public static IMonitoringBuilder AddSourceContext(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<CodeLinks>();
        services.TryAddSingleton<ICodeMappings, StoredCodeMappings>();
        services.TryAddSingleton<ISuspectCommits, SuspectCommits>();
        return builder.AddDocumentType(CodeMappingsDocuments.Kind.Type);
    }
}
