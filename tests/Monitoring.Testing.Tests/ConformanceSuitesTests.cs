using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Blobs;
using Monitoring.Testing.Documents;
using Monitoring.Testing.Errors;

namespace Monitoring.Testing.Tests;

public sealed class ConformanceSuitesTests
{
    [Fact]
    public void FindMissing_AssemblyWithoutSuites_FindsAll()
    {
        var missing = ConformanceSuites.FindMissing(typeof(string).Assembly);

        Assert.Equal([typeof(BlobStoreConformance), typeof(DocumentStoreConformance), typeof(ErrorStoreConformance)], missing.OrderBy(suite => suite.Name));
    }

    [Theory]
    [InlineData(typeof(IErrorStore), typeof(ErrorStoreConformance))]
    [InlineData(typeof(IDocumentStore), typeof(DocumentStoreConformance))]
    [InlineData(typeof(IBlobStore), typeof(BlobStoreConformance))]
    public void FindMissing_OnePort_FindsItsSuite(Type port, Type suite)
    {
        Assert.Equal([suite], ConformanceSuites.FindMissing(typeof(string).Assembly, port));
    }

    [Theory]
    [InlineData(typeof(ErrorStoreConformance), 100)]
    [InlineData(typeof(DocumentStoreConformance), 60)]
    [InlineData(typeof(BlobStoreConformance), 20)]
    public void A_suite_has_its_facts(Type suite, int least)
    {
        Assert.True(Suite.Facts(suite).Count() >= least, $"{suite.Name} has only {Suite.Facts(suite).Count()} facts.");
    }
}
