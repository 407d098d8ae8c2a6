using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.Projects;
using Monitoring.Storage.Errors;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>Error tracking over the in-memory store, with one project and one key.</summary>
internal sealed class IntakeHost : IAsyncDisposable
{
    public const string Key = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _running = [];

    private IntakeHost(ServiceProvider services, ProjectId project)
    {
        _services = services;
        Project = project;
    }

    public ProjectId Project { get; }

    public IErrorIngestor Ingestor => Service<IErrorIngestor>();

    public IIssues Issues => Service<IIssues>();

    public IErrorStore Store => Service<IErrorStore>();

    public FakeTimeProvider Time => (FakeTimeProvider)Service<TimeProvider>();

    public static async Task<IntakeHost> StartAsync(
        long project = 42,
        string key = Key,
        KeyRateLimit? limit = null,
        string? service = null,
        Action<ErrorTrackingOptions>? configure = null,
        Action<IServiceCollection>? register = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)));
        register?.Invoke(services);
        services.AddMonitoring().AddErrorTracking(configure).UseInMemory();
        var host = new IntakeHost(services.BuildServiceProvider(), new ProjectId(project));
        await host.AddProjectAsync(host.Project, "demo/shop");
        await host.AddKeyAsync(host.Project, key, limit, service);
        return host;
    }

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task AddProjectAsync(ProjectId id, string path, params Feature[] features)
    {
        var projects = Service<IProjectDirectory>();
        Assert.Equal(CommandOutcome.Done, (await projects.CreateAsync(Actor.System, path, path, id)).Outcome);
        Assert.Equal(CommandOutcome.Done, (await projects.SetFeaturesAsync(Actor.System, id, features is [] ? [Feature.ErrorTracking] : [.. features])).Outcome);
    }

    public async Task<PublicKey> AddKeyAsync(ProjectId project, string key, KeyRateLimit? limit = null, string? service = null, bool isActive = true)
    {
        Assert.True(PublicKey.TryParse(key, out var publicKey));
        var settings = new ClientKeySettings { Label = key, RateLimit = limit, Service = service, IsActive = isActive };
        Assert.Equal(CommandOutcome.Done, (await Service<IClientKeyDirectory>().CreateAsync(Actor.System, project, settings, publicKey)).Outcome);
        return publicKey;
    }

    public IngestRequest Request(ReadOnlySpan<byte> body, IngestEndpoint endpoint = IngestEndpoint.Envelope) => new()
    {
        Endpoint = endpoint,
        Project = Project.ToString(),
        Body = new MemoryStream(body.ToArray()),
        SentryAuth = [$"Sentry sentry_version=7, sentry_key={Key}, sentry_client=test.sdk/1.0"],
        RemoteAddress = "203.0.113.7",
    };

    public Task<IngestOutcome> SendAsync(string body, IngestEndpoint endpoint = IngestEndpoint.Envelope) => SendAsync(Request(Encoding.UTF8.GetBytes(body), endpoint));

    public Task<IngestOutcome> SendAsync(IngestRequest request) => Ingestor.IngestAsync(request, TestContext.Current.CancellationToken).AsTask();

    /// <summary>All outcomes of the project as <c>category outcome reason</c> with their counts.</summary>
    public Task<Dictionary<string, long>> OutcomesAsync() => OutcomesAsync(Project);

    /// <summary>The outcomes of what was sent to no project that is there.</summary>
    public Task<Dictionary<string, long>> HostOutcomesAsync() => OutcomesAsync(default);

    private async Task<Dictionary<string, long>> OutcomesAsync(ProjectId project)
    {
        var now = Time.GetUtcNow();
        var result = await Service<IOutcomes>().QueryAsync(
            Actor.System, project, new OutcomeQuery { From = now.AddDays(-1), To = now.AddDays(1) }, TestContext.Current.CancellationToken);
        return result.Value!.Items.ToDictionary(count => $"{count.Category} {count.Outcome.Name()} {count.Reason}".TrimEnd(), count => count.Count);
    }

    /// <summary>Waits until an outcome that nobody is told of has been counted so often; fails when it is not, or is counted more often.</summary>
    public async Task AwaitOutcomeAsync(string outcome, long count)
    {
        var counted = await Eventually.ReadAsync(async () => (await OutcomesAsync()).GetValueOrDefault(outcome), found => found >= count);
        Assert.Equal(count, counted);
    }

    public async Task<Storage.Page<Issue>> IssuesAsync(string? query = null) =>
        (await Issues.ListAsync(Actor.System, Project, new IssueSearch { Query = query, Limit = 100 }, TestContext.Current.CancellationToken)).Value!;

    public async Task<EventDetails> EventAsync(EventId id) =>
        (await Issues.GetEventAsync(Actor.System, Project, id, TestContext.Current.CancellationToken)).Value!;

    /// <summary>Starts what runs in the background of a host, such as the delivery of signals.</summary>
    public async Task RunAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
            _running.Add(service);
        }
    }

    /// <summary>Waits until the audit log of the project, the newest 100 entries of it, is as it should be, and gives it.</summary>
    public Task<ImmutableArray<AuditEntry>> AwaitAuditAsync(Func<ImmutableArray<AuditEntry>, bool> isDone) => AwaitAsync(
        async () => (await Service<IAuditLog>().ReadAsync(Project, 100, cancellationToken: TestContext.Current.CancellationToken)).Items, isDone);

    /// <summary>Waits until the activity of an issue has so many entries, its opening included, and gives it.</summary>
    public Task<ImmutableArray<IssueActivity>> AwaitActivityAsync(IssueId id, int count) => AwaitAsync(
        async () => (await Issues.ListActivityAsync(Actor.System, id, 100, null, TestContext.Current.CancellationToken)).Value!.Items, items => items.Length >= count);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _running)
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    private async Task<ImmutableArray<T>> AwaitAsync<T>(Func<Task<ImmutableArray<T>>> read, Func<ImmutableArray<T>, bool> isDone)
    {
        // What runs in the background goes by this clock.
        var items = await Eventually.ReadAsync(read, isDone, () => Time.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.True(isDone(items), $"Still not there: {string.Join(Environment.NewLine, items)}");
        return items;
    }
}
