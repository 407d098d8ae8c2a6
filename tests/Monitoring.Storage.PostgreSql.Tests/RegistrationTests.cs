using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests;

public sealed class RegistrationTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_starts_has_its_stores_and_the_indexes_that_it_declares()
    {
        await using var schema = new SharedSchema(server);
        await new PostgreSqlDocumentStore(schema.Open()).CommitAsync(SharedSchema.Put(new Note { Key = "k", Text = "t" }), Cancellation);
        var options = OpenStore.Options(server, nameof(A_host_that_starts_has_its_stores_and_the_indexes_that_it_declares));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<DocumentType>(Note.TypeLater);
        builder.Services.AddMonitoring().UsePostgreSql(o => (o.ConnectionString, o.Schema) = (options.ConnectionString, options.Schema));
        using var host = builder.Build();

        await host.StartAsync(Cancellation);

        Assert.Equal(1, await schema.AskAsync("select count(*) from document_entry e join document_index i on i.number = e.index where i.name = 'by text'::bytea"));
        var documents = host.Services.GetRequiredService<IDocumentStore>();
        Assert.Single((await documents.QueryAsync(new DocumentQuery { Partition = SharedSchema.Here, Type = Note.TypeLater, Index = Note.ByText }, Cancellation)).Items);
        Assert.Null(await host.Services.GetRequiredService<IBlobStore>().FindAsync(new BlobId(default, EntityId.Create(TimeProvider.System)), Cancellation));
        await host.StopAsync(Cancellation);
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await documents.ReadSignalsAsync(0, 1, Cancellation));
    }

    [Fact]
    public async Task A_store_that_the_host_has_registered_stays()
    {
        await using var schema = new SharedSchema(server);
        var own = new PostgreSqlDocumentStore(schema.Open());
        var services = new ServiceCollection();
        services.AddSingleton<IDocumentStore>(own);
        services.AddMonitoring().UsePostgreSql(o => o.ConnectionString = "Host=nowhere");

        await using var provider = services.BuildServiceProvider();

        Assert.Same(own, provider.GetRequiredService<IDocumentStore>());
    }

    [Theory]
    [InlineData("", "monitoring", "ConnectionString")]
    [InlineData("Username=x", "monitoring", "Host")]
    [InlineData("Nonsense=x", "monitoring", "ConnectionString")]
    [InlineData("Host=x", "No Schema", "Schema")]
    public void Settings_that_make_no_sense_are_named(string connection, string schema, string named)
    {
        var services = new ServiceCollection();
        services.AddMonitoring().UsePostgreSql(o => (o.ConnectionString, o.Schema) = (connection, schema));
        using var provider = services.BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<PostgreSqlOptions>>().Value);

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}
