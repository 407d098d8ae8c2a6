using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing;

/// <summary>With what a suite wants a store opened.</summary>
public sealed record StoreSetup
{
    /// <summary>
    /// The store's clock. It stands still unless a test moves it, so a store must not wait for it to write something.
    /// </summary>
    public required FakeTimeProvider Time { get; init; }

    /// <summary>
    /// Where the data lie: the path of a directory that no other test uses and that is not there yet. A store without
    /// files takes it as a name. Opening a second time with the same location finds the data of the first.
    /// </summary>
    public required string Location { get; init; }

    /// <summary>The kinds of documents that the store has to know when it opens.</summary>
    public ImmutableArray<DocumentType> DocumentTypes { get; init; } = [];

    /// <summary>The order of releases that the host has registered, or <see langword="null"/> when it has none.</summary>
    public IReleaseOrder? ReleaseOrder { get; init; }
}
