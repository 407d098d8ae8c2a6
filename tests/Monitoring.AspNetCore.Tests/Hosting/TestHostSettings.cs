using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Monitoring.AspNetCore.Tests.Hosting;

internal sealed record TestHostSettings
{
    public string Environment { get; init; } = "Production";

    /// <summary>Whether Kestrel listens on a port of the loopback address, instead of the test server.</summary>
    public bool RealServer { get; init; }

    /// <summary>Whether project 1 with members and a key is made.</summary>
    public bool Project { get; init; } = true;

    public Action<KestrelServerOptions> Kestrel { get; init; } = _ => { };

    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public Action<IMonitoringBuilder> Monitoring { get; init; } = monitoring => monitoring.AddErrorTracking().AddAspNetCore().UseInMemory();

    public Action<WebApplication> Map { get; init; } = app => app.MapMonitoring().RequireAuthorization();
}
