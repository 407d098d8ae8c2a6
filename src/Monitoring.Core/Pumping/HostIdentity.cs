namespace Monitoring.Core.Pumping;

/// <summary>By what name this host claims leases and timers; another one after each start.</summary>
internal sealed class HostIdentity(TimeProvider timeProvider)
{
    public string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{EntityId.Create(timeProvider)}";
}
