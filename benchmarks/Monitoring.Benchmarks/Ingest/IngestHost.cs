using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Filters;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.ErrorTracking.Sampling;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.Benchmarks.Ingest;

/// <summary>Error tracking without a web server over the embedded store, with one project.</summary>
internal sealed class IngestHost : IAsyncDisposable
{
    private const string Key = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    private static readonly ProjectId Project = new(1);

    private readonly ServiceProvider _services;
    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-ingest-").FullName;

    private IngestHost(IngestWork work, Action<IServiceCollection>? register)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        register?.Invoke(services);
        services.AddSingleton<IGroupingStrategy, TypeGrouping>();
        services.AddMonitoring()
            .AddErrorTracking(options => options.Grouping = work == IngestWork.Nothing ? TypeGrouping.Name : options.Grouping)
            .UseLiteDb(options => options.Directory = _directory);
        _services = services.BuildServiceProvider();
    }

    public IErrorStore Store => _services.GetRequiredService<IErrorStore>();

    /// <summary>Starts a host.</summary>
    /// <param name="work">What is done to events. Every payload is kept in any case, so that all ways write the same.</param>
    /// <param name="register">Registers other services first.</param>
    public static async Task<IngestHost> StartAsync(IngestWork work, Action<IServiceCollection>? register = null)
    {
        var host = new IngestHost(work, register);
        foreach (var service in host._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        await host.MakeProjectAsync();
        await host.SwitchAsync(work == IngestWork.Everything);
        return host;
    }

    public async Task IngestAsync(byte[] envelope)
    {
        using var body = new MemoryStream(envelope);
        var outcome = await _services.GetRequiredService<IErrorIngestor>().IngestAsync(new IngestRequest
        {
            Endpoint = IngestEndpoint.Envelope,
            Project = Project.ToString(),
            Body = body,
            SentryAuth = [$"Sentry sentry_version=7, sentry_key={Key}"],
            RemoteAddress = "203.0.113.7",
        });
        if (!outcome.IsAccepted || outcome.Events.IsEmpty)
        {
            throw new InvalidOperationException($"An envelope was not stored: {outcome.Status} {outcome.Error}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task MakeProjectAsync()
    {
        if (!PublicKey.TryParse(Key, out var key))
        {
            throw new InvalidOperationException("The key is none.");
        }

        Check(await _services.GetRequiredService<IProjectDirectory>().CreateAsync(Actor.System, "demo/shop", "Shop", Project));
        Check(await _services.GetRequiredService<IProjectDirectory>().SetFeaturesAsync(Actor.System, Project, [Feature.ErrorTracking]));
        Check(await _services.GetRequiredService<IClientKeyDirectory>().CreateAsync(Actor.System, Project, new ClientKeySettings { Label = "a" }, key));
    }

    private async Task SwitchAsync(bool isEverythingOn)
    {
        Check(await _services.GetRequiredService<ISampling>().ReplaceAsync(
            Actor.System, Project, new SamplingSettings { KeepFirst = 1_000_000, MaxPerIssue = int.MaxValue, MaxPerProject = long.MaxValue, MaxBytesPerProject = long.MaxValue }));
        Check(await _services.GetRequiredService<IScrubbingSettings>().ReplaceAsync(Actor.System, Project, new ScrubbingSettings { Defaults = isEverythingOn }));
        if (!isEverythingOn)
        {
            return;
        }

        Check(await _services.GetRequiredService<IQuotas>().ReplaceAsync(Actor.System, Project, new QuotaSettings
        {
            Rules =
            [
                new QuotaRule { Name = "burst", Limit = 1_000_000, Window = TimeSpan.FromMinutes(1), Categories = [DataCategory.Error] },
                new QuotaRule { Name = "month", Limit = 100_000_000, Window = TimeSpan.FromDays(31) },
            ],
        }));
        Check(await _services.GetRequiredService<IInboundFilters>().ReplaceAsync(Actor.System, Project, new FilterSettings
        {
            BrowserExtensions = true,
            Localhost = true,
            WebCrawlers = true,
            HealthChecks = true,
            LegacyBrowsers = [new BrowserVersion { Browser = "ie", Below = 12 }],
            Releases = ["never@*"],
            ErrorMessages = ["*ResizeObserver loop*", "NeverThrownException: *"],
            ClientAddresses = ["198.51.100.0/24"],
            Own = [new OwnFilter { Name = "load-test", Path = "tags.tenant", Pattern = "load-*" }],
        }));
    }

    private static void Check<T>(CommandResult<T> result)
        where T : class
    {
        if (result.Outcome != CommandOutcome.Done)
        {
            throw new InvalidOperationException(result.Reason);
        }
    }
}
