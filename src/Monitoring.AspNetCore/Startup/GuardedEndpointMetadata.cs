namespace Monitoring.AspNetCore.Startup;

/// <summary>Marks an endpoint that must not be open by oversight.</summary>
internal sealed class GuardedEndpointMetadata
{
    public static GuardedEndpointMetadata Instance { get; } = new();
}
