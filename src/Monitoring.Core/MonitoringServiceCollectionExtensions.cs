using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitoring;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Core;
using Monitoring.Core.Access;
using Monitoring.Core.Archives;
using Monitoring.Core.Auditing;
using Monitoring.Core.Damage;
using Monitoring.Core.Projects;
using Monitoring.Core.Pumping;
using Monitoring.Core.Redaction;
using Monitoring.Core.Secrets;
using Monitoring.Core.Signals;
using Monitoring.Core.Timers;
using Monitoring.Projects;
using Monitoring.Redaction;
using Monitoring.Secrets;
using Monitoring.Signals;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Monitoring to a host.</summary>
public static class MonitoringServiceCollectionExtensions
{
    /// <summary>
    /// Adds the shared runtime: projects, client keys, members, access control, audit log, signals, timers, redaction.
    /// Features (<c>Add...</c>) and a storage provider (<c>Use...</c>) are added to what it returns, in any order.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder to add features and a storage provider to.</returns>
    /// <remarks>
    /// May be called several times. Nothing that the host registered itself is replaced. The host refuses to start when
    /// a setting is out of range or a store is missing.
    /// </remarks>
    public static IMonitoringBuilder AddMonitoring(this IServiceCollection services, Action<MonitoringOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<MonitoringOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MonitoringOptions>, MonitoringOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MonitoringOptions>, StoreValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new CoreMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<Stores>();
        services.TryAddSingleton<ISecretProtector, PlainSecrets>();
        AddDirectories(services);
        AddPumps(services);

        var builder = new MonitoringBuilder(services);
        return builder.RequireStore(StoreRequirement.Documents)
            .AddDocumentType(AuditLog.Type)
            .AddDocumentTypes(ProjectDocuments.All)
            .AddDocumentTypes(SignalDocuments.All)
            .AddDocumentType(ArchiveList.Type)
            .AddSignalTypes(ErrorSignals.All);
    }

    private static void AddDirectories(IServiceCollection services)
    {
        services.TryAddSingleton<IRedactor, Redactor>();
        services.TryAddSingleton<IAuditLog, AuditLog>();
        services.TryAddSingleton<Changes>();
        services.TryAddSingleton<AccessGate>();
        services.TryAddSingleton<IProjectDirectory, ProjectDirectory>();
        services.TryAddSingleton<IClientKeyDirectory, ClientKeyDirectory>();
        services.TryAddSingleton<IMemberDirectory, MemberDirectory>();
        services.TryAddSingleton<RefusalAudit>();
        services.TryAddSingleton<IAccessControl, AccessControl>();
        services.TryAddSingleton<IDamagedRecords, DamagedRecords>();
    }

    private static void AddPumps(IServiceCollection services)
    {
        services.TryAddSingleton(new Jitter(Random.Shared.NextDouble));
        services.TryAddSingleton<HostIdentity>();
        services.TryAddSingleton<SignalHint>();
        services.TryAddSingleton<ISignalHint>(provider => provider.GetRequiredService<SignalHint>());
        services.TryAddSingleton<SignalRuntime>();
        services.TryAddSingleton<SignalDeliverer>();
        services.TryAddSingleton<IDeadLetters, DeadLetters>();
        services.TryAddSingleton<ArchiveList>();
        services.TryAddSingleton<IArchives, StoredArchives>();
        services.TryAddSingleton<TimerCommitter>();
        services.TryAddSingleton<TimerRunner>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SignalPump>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TimerPump>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ArchivePump>());
    }
}
