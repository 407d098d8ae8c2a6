using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.LoadTest.Discarding;
using Monitoring.Storage.Errors;

[assembly: HostingStartup(typeof(DiscardingStartup))]

namespace Monitoring.LoadTest.Discarding;

/// <summary>Registers the discarding store before the host registers its own, which keeps the one that is there.</summary>
internal sealed class DiscardingStartup : IHostingStartup
{
    /// <summary>The variables that bring it into any host.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(DiscardingStartup).Assembly.Location,
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(DiscardingStartup).Assembly.GetName().Name!,
    };

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IErrorStore, DiscardingErrorStore>());
}
