namespace Monitoring.AspNetCore.Startup;

/// <summary>There when the services of the endpoints have been registered.</summary>
internal sealed class EndpointServices;
