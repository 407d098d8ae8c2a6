using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.ErrorTracking.Rollups.Reading;
using Monitoring.ErrorTracking.Rollups.Sweeping;
using Monitoring.ErrorTracking.Rollups.Writing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers kinds of rolled-up values.</summary>
internal static class RollupRegistration
{
    /// <summary>Registers a kind: its documents, its <see cref="RollupQueue{T}"/>, its <see cref="RollupReader{T}"/>, and what removes old values.</summary>
    public static IMonitoringBuilder AddRollup<T>(this IMonitoringBuilder builder, RollupKind kind)
        where T : class, IRollup<T>, new()
    {
        builder.AddRollupKind<T>(kind).Services.TryAddSingleton(provider => new RollupQueue<T>(
            kind,
            provider.GetRequiredService<IDocumentStore>(),
            LimitsOf(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RollupQueue<T>>>()));
        return builder;
    }

    /// <summary>Registers a kind that has a writer of its own.</summary>
    public static IMonitoringBuilder AddRollupKind<T>(this IMonitoringBuilder builder, RollupKind kind)
        where T : class, IRollup<T>, new()
    {
        builder.Services.TryAddSingleton(provider => new RollupReader<T>(kind, provider.GetRequiredService<IDocumentStore>()));
        if (builder.Services.All(service => !ReferenceEquals(service.ImplementationInstance, kind)))
        {
            builder.Services.AddSingleton(kind);
        }

        builder.AddTimerHandler<RollupSweeper>(RollupKind.SweepTimer);
        return kind.Documents.Aggregate(builder, (current, type) => current.AddDocumentType(type));
    }

    public static CommitLimits LimitsOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ErrorTrackingOptions>>().Value.Rollups;
        return new CommitLimits { MaxQueued = options.MaxQueued, MaxBatch = options.MaxBatch };
    }
}
