using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.Core;

internal sealed class MonitoringBuilder(IServiceCollection services) : IMonitoringBuilder
{
    public IServiceCollection Services { get; } = services;
}
