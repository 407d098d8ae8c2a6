using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.Core;

/// <summary>The stores that the host has registered. A missing one is named together with the call that adds it.</summary>
internal sealed class Stores(IServiceProvider services)
{
    private readonly IDocumentStore? _documents = services.GetService<IDocumentStore>();

    public IDocumentStore Documents => _documents ?? throw new MonitoringException(StoreRequirement.Documents.Reason);

    public IErrorStore? Errors { get; } = services.GetService<IErrorStore>();

    /// <summary>Asked for when it is needed, since few need it.</summary>
    public IBlobStore? Blobs => services.GetService<IBlobStore>();
}
