using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Errors;
using Monitoring.Testing;
using Monitoring.Testing.Errors;

namespace Monitoring.Storage.Sqlite.Tests;

public sealed class SqliteErrorStoreTests : ErrorStoreConformance
{
    protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup) =>
        OpenDatabase.OpenAsync<IErrorStore>(setup, database => new SqliteErrorStore(database, setup.Time, setup.ReleaseOrder));
}
