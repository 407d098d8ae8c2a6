using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Projects;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.Core.Tests.Support;

/// <summary>The shared runtime over stores in memory and a clock that is moved by hand. Several can share stores and clock.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TestHost(
        Action<MonitoringOptions>? options = null, Action<IMonitoringBuilder>? add = null, TestHost? shared = null, Func<IDocumentStore, IDocumentStore>? through = null)
    {
        Clock = shared?.Clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        if (shared is not null)
        {
            services.AddSingleton(through is null ? shared.Documents : through(shared.Documents));
            services.AddSingleton(shared.Errors);
        }

        var builder = services.AddMonitoring(options).UseInMemory();
        add?.Invoke(builder);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static Actor Administrator { get; } = new() { Kind = ActorKind.User, Id = "admin", IsAdministrator = true, Door = "api" };

    public FakeTimeProvider Clock { get; }

    public IDocumentStore Documents => Get<IDocumentStore>();

    public IErrorStore Errors => Get<IErrorStore>();

    public IProjectDirectory Projects => Get<IProjectDirectory>();

    public IClientKeyDirectory Keys => Get<IClientKeyDirectory>();

    public IMemberDirectory Members => Get<IMemberDirectory>();

    public IAccessControl Access => Get<IAccessControl>();

    public IAuditLog Audit => Get<IAuditLog>();

    public static Actor User(string id) => new() { Kind = ActorKind.User, Id = id, Door = "api" };

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A project with these members; the actors' ids are the names of their roles in lowercase.</summary>
    public async Task<Project> AddProjectAsync(string path = "group/app", params Role[] members)
    {
        var project = (await Projects.CreateAsync(Administrator, path, "App", cancellationToken: TestContext.Current.CancellationToken)).Value!;
        foreach (var role in members)
        {
            var member = new Member { ProjectId = project.Id, ActorId = NameOf(role), Role = role };
            Assert.Equal(Commands.CommandOutcome.Done, (await Members.SetAsync(Administrator, member, null, TestContext.Current.CancellationToken)).Outcome);
        }

        return project;
    }

    public static Actor As(Role role) => User(NameOf(role));

    /// <summary>Starts the background work.</summary>
    public async Task<TestHost> StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }

        return this;
    }

    /// <summary>Stops the background work in an orderly way.</summary>
    public async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Moves the clock in small steps, giving the background work time to act, until something is so.</summary>
    public async Task UntilAsync(Func<bool> isSo, TimeSpan? step = null, string what = "what was waited for")
    {
        for (var round = 0; !isSo(); round++)
        {
            Assert.True(round < 15_000, $"{what} did not happen");
            await Task.Delay(1, TestContext.Current.CancellationToken);
            Clock.Advance(step ?? TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Moves the clock in small steps, giving the background work time to act.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step ?? TimeSpan.FromMilliseconds(100))
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
            Clock.Advance(step ?? TimeSpan.FromMilliseconds(100));
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static string NameOf(Role role) => role.ToString().ToLowerInvariant();
}
