using Microsoft.Extensions.DependencyInjection;

namespace Monitoring;

/// <summary>
/// What <c>services.AddMonitoring()</c> returns. Features add themselves with <c>Add...</c>, storage providers with
/// <c>Use...</c>, in any order.
/// </summary>
public interface IMonitoringBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
