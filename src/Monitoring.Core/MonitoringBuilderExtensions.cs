using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monitoring;
using Monitoring.Core;
using Monitoring.Core.Seeding;
using Monitoring.Signals;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers stores, and what they must know, with Monitoring.</summary>
public static class MonitoringBuilderExtensions
{
    /// <summary>Uses this store for issues and events, whatever else a provider registers, before or after.</summary>
    /// <typeparam name="T">The store; made by the container.</typeparam>
    public static IMonitoringBuilder UseErrorStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IMonitoringBuilder builder)
        where T : class, IErrorStore => builder.Use<IErrorStore, T>();

    /// <summary>Uses this store for documents, whatever else a provider registers, before or after.</summary>
    /// <typeparam name="T">The store; made by the container.</typeparam>
    public static IMonitoringBuilder UseDocumentStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IMonitoringBuilder builder)
        where T : class, IDocumentStore => builder.Use<IDocumentStore, T>();

    /// <summary>Uses this store for blobs, whatever else a provider registers, before or after.</summary>
    /// <typeparam name="T">The store; made by the container.</typeparam>
    public static IMonitoringBuilder UseBlobStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IMonitoringBuilder builder)
        where T : class, IBlobStore => builder.Use<IBlobStore, T>();

    /// <summary>Lets the host refuse to start without a store for issues and events. For features that need one.</summary>
    public static IMonitoringBuilder RequireErrorStore(this IMonitoringBuilder builder) => builder.RequireStore(StoreRequirement.Errors);

    /// <summary>Lets the host refuse to start without a store for blobs. For features that need one.</summary>
    public static IMonitoringBuilder RequireBlobStore(this IMonitoringBuilder builder) => builder.RequireStore(StoreRequirement.Blobs);

    /// <summary>
    /// Has a project be there when the host starts, with a client key, so that applications can report to it at once. What is there
    /// already is left as it is.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The project's full path, such as <c>team/app</c>.</param>
    /// <param name="configure">Says more about it: number, name, features, owners, key.</param>
    public static IMonitoringBuilder AddProject(this IMonitoringBuilder builder, string path, Action<ProjectSeed>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var seed = new ProjectSeed(path);
        configure?.Invoke(seed);
        builder.Services.AddSingleton(seed);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ProjectSeeding>());
        return builder;
    }

    /// <summary>Makes a kind of document known to the store. Each kind that is stored needs this, once or several times.</summary>
    public static IMonitoringBuilder AddDocumentType(this IMonitoringBuilder builder, DocumentType type)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(type);
        return builder.AddInstance(type);
    }

    /// <summary>Makes a kind of signal known, so that it can be subscribed to. Each kind needs this, once or several times.</summary>
    public static IMonitoringBuilder AddSignalType(this IMonitoringBuilder builder, SignalType type)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(type);
        return builder.AddInstance(type);
    }

    internal static IMonitoringBuilder AddDocumentTypes(this IMonitoringBuilder builder, IEnumerable<DocumentType> types) =>
        types.Aggregate(builder, (current, type) => current.AddDocumentType(type));

    internal static IMonitoringBuilder AddSignalTypes(this IMonitoringBuilder builder, IEnumerable<SignalType> types) =>
        types.Aggregate(builder, (current, type) => current.AddSignalType(type));

    internal static IMonitoringBuilder RequireStore(this IMonitoringBuilder builder, StoreRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddInstance(requirement);
    }

    /// <summary>Adds one of several services of a type unless an equal one is there.</summary>
    internal static IMonitoringBuilder AddInstance<T>(this IMonitoringBuilder builder, T instance)
        where T : class
    {
        if (!builder.Services.Any(service => service.ServiceType == typeof(T) && !service.IsKeyedService && instance.Equals(service.ImplementationInstance)))
        {
            builder.Services.AddSingleton(instance);
        }

        return builder;
    }

    private static IMonitoringBuilder Use<TPort, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IMonitoringBuilder builder)
        where TPort : class
        where T : class, TPort
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TPort, T>());
        return builder;
    }
}
