using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Opening;

/// <summary>With what a store is opened.</summary>
internal sealed record StoreSettings
{
    public required PostgreSqlOptions Options { get; init; }

    /// <summary>The store's clock is the database's, so that all hosts have the same, unless this is another one than the system's: then it is this.</summary>
    public required TimeProvider Time { get; init; }

    public IReleaseOrder? ReleaseOrder { get; init; }

    public ImmutableArray<DocumentType> Types { get; init; } = [];

    public required ILogger Logger { get; init; }
}
