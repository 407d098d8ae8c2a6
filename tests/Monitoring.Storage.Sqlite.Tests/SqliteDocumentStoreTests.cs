using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Documents;
using Monitoring.Testing;
using Monitoring.Testing.Documents;

namespace Monitoring.Storage.Sqlite.Tests;

public sealed class SqliteDocumentStoreTests : DocumentStoreConformance
{
    protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup) =>
        OpenDatabase.OpenAsync<IDocumentStore>(setup, database => new SqliteDocumentStore(database, setup.Time));
}
