using Monitoring.Testing;

namespace Monitoring.Storage.Sqlite.Tests;

public sealed class ConformanceTests
{
    [Fact]
    public void All_suites_are_implemented()
    {
        Assert.Empty(ConformanceSuites.FindMissing(typeof(ConformanceTests).Assembly));
    }
}
