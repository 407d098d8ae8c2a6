using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>What the store is opened with, each time.</summary>
internal sealed record StoreSettings
{
    public required LiteDbOptions Options { get; init; }

    public required IStoreFiles Files { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IReleaseOrder? ReleaseOrder { get; init; }

    /// <summary>The document types that the host knows; their indexes are in line with their declarations from the first moment.</summary>
    public ImmutableArray<DocumentType> Types { get; init; } = [];

    public required ILogger Logger { get; init; }

    /// <summary>Counts what goes wrong; <see langword="null"/> where nobody asks.</summary>
    public LiteDbMetrics? Metrics { get; init; }
}
