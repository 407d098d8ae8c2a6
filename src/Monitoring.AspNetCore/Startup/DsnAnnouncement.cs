using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.AspNetCore.Api.Keys;
using Monitoring.Core.Seeding;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Startup;

/// <summary>
/// Logs, once the host serves, what an SDK is configured with to report to each project of <c>AddProject</c>. The key in a DSN is no
/// secret: it stands in every web page that reports.
/// </summary>
internal sealed class DsnAnnouncement(
    IServiceProvider services,
    IEnumerable<ProjectSeed> seeds,
    IOptions<MonitoringEndpointOptions> options,
    ILogger<DsnAnnouncement> logger) : IHostedLifecycleService
{
    private const int KeysLookedAt = 100;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if ((options.Value.PublicUrl ?? Bound()) is not { } address)
        {
            return;
        }

        var dsn = DsnText.At(address);
        try
        {
            foreach (var path in seeds.Select(seed => seed.Path).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (await FindKeyAsync(path, cancellationToken) is { } key)
                {
                    Log.ProjectReady(logger, path, dsn(key));
                }
            }
        }
        catch (MonitoringException exception)
        {
            Log.DsnsUnknown(logger, exception);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The oldest key of the project that is taken at intake.</summary>
    private async ValueTask<ClientKey?> FindKeyAsync(string path, CancellationToken cancellationToken)
    {
        var projects = services.GetRequiredService<IProjectDirectory>();
        if (await projects.FindByPathAsync(path, cancellationToken) is not { } project)
        {
            return null;
        }

        var keys = services.GetRequiredService<IClientKeyDirectory>();
        var found = await keys.ListAsync(Actor.System, project.Id, KeysLookedAt, null, cancellationToken);
        return found.Value?.Items.Select(item => item.Value).FirstOrDefault(key => key.IsActive);
    }

    /// <summary>The first address that the server listens on; one that stands for all of the machine's is called localhost.</summary>
    private Uri? Bound()
    {
        var bound = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (bound is null || BindingAddress.Parse(bound) is not { IsUnixPipe: false, IsNamedPipe: false } address)
        {
            return null;
        }

        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }
}
