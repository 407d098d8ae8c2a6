using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Tests;

/// <summary>Opens the in-memory provider, which is known to be right, for each location once.</summary>
internal sealed class Memory
{
    private readonly Dictionary<string, IServiceProvider> _opened = [];

    public TStore Open<TStore>(StoreSetup setup)
        where TStore : class
    {
        if (!_opened.TryGetValue(setup.Location, out var provider))
        {
            var builder = new Builder(new ServiceCollection());
            builder.Services.AddSingleton<TimeProvider>(setup.Time);
            if (setup.ReleaseOrder is not null)
            {
                builder.Services.AddSingleton<IReleaseOrder>(setup.ReleaseOrder);
            }

            _opened.Add(setup.Location, provider = builder.UseInMemory().Services.BuildServiceProvider());
        }

        return provider.GetRequiredService<TStore>();
    }

    private sealed record Builder(IServiceCollection Services) : IMonitoringBuilder;
}
