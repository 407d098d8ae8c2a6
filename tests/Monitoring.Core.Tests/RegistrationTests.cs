using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Projects;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task StartAsync_NoDocumentStore_FailsWithOneSentenceThatNamesTheCall()
    {
        using var host = Build(services => services.AddMonitoring());

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "No document store is registered: add .UseLiteDb(o => o.Directory = \"monitoring-data\"), another provider or .UseDocumentStore<T>() to services.AddMonitoring().",
            exception.Message);
    }

    [Fact]
    public void Directory_NoDocumentStore_FailsWithTheSameSentence()
    {
        using var host = Build(services => services.AddMonitoring());

        var exception = Assert.ThrowsAny<Exception>(host.Services.GetRequiredService<IProjectDirectory>);

        Assert.StartsWith("No document store is registered: add .UseLiteDb(", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_OptionOutOfRange_FailsAndNamesTheSetting()
    {
        using var host = Build(services => services.AddMonitoring(o => o.DirectoryCacheLifetime = TimeSpan.FromHours(1)).UseInMemory());

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("DirectoryCacheLifetime", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_WithStores_StartsAndStops()
    {
        using var host = Build(services => services.AddMonitoring().UseInMemory());

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void AddMonitoring_Twice_RegistersNothingTwice()
    {
        var services = new ServiceCollection();
        services.AddMonitoring();
        var once = services.Where(IsOurs).ToList();

        services.AddMonitoring();

        Assert.Equal(once.Count, services.Count(IsOurs));

        static bool IsOurs(ServiceDescriptor service) => service.ServiceType != typeof(IConfigureOptions<>) && service.ServiceType.FullName!.StartsWith("Monitoring.", StringComparison.Ordinal);
    }

    [Fact]
    public void AddMonitoring_ServiceOfTheHost_IsKept()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IAccessControl, EverybodyMay>();
        services.AddMonitoring().UseInMemory();
        using var provider = services.BuildServiceProvider();

        Assert.IsType<EverybodyMay>(provider.GetRequiredService<IAccessControl>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void UseDocumentStore_BeforeOrAfterAProvider_Wins(bool before)
    {
        var services = new ServiceCollection();
        var builder = services.AddMonitoring();
        if (before)
        {
            builder.UseDocumentStore<OwnStore>().UseInMemory();
        }
        else
        {
            builder.UseInMemory().UseDocumentStore<OwnStore>();
        }

        Assert.Equal(typeof(OwnStore), Assert.Single(services, service => service.ServiceType == typeof(IDocumentStore)).ImplementationType);
    }

    [Fact]
    public async Task RequireErrorStore_NoErrorStore_FailsAndNamesTheCall()
    {
        using var host = Build(services => services.AddMonitoring().UseDocumentStore<OwnStore>().RequireErrorStore().RequireErrorStore());

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Single(exception.Failures);
        Assert.Contains(".UseErrorStore<T>()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddMonitoring_DocumentTypes_AreKnownOnceEach()
    {
        var services = new ServiceCollection();
        services.AddMonitoring();
        services.AddMonitoring();
        using var provider = services.BuildServiceProvider();

        var names = provider.GetServices<DocumentType>().Select(type => type.Name).ToArray();

        Assert.Equal(names.Distinct(), names);
        Assert.Contains("project", names);
        Assert.Contains("audit-entry", names);
    }

    private static IHost Build(Action<IServiceCollection> add)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        add(builder.Services);
        return builder.Build();
    }

    private sealed class EverybodyMay : IAccessControl
    {
        public ValueTask<AccessDecision> CheckAsync(Actor actor, Permission permission, ProjectId project, CancellationToken cancellationToken = default) =>
            new(AccessDecision.Allowed);
    }

    private sealed class OwnStore : IDocumentStore
    {
        public ValueTask<Storage.Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<Storage.Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<System.Collections.Immutable.ImmutableArray<TimerClaim>> ClaimDueAsync(
            string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<System.Collections.Immutable.ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
